"""Data for the trained networks of the zoo: handwritten digits out of a Python package, drawings of simple shapes,
and sounds that are computed. All of it follows from a seed."""
import numpy as np
from sklearn.datasets import load_digits

# So many of the digits, the last ones, are for tests only.
HELD_OUT = 300
SCENE = 64
SHAPES = "disc", "ring", "block", "cross"
RATE = 4000
SAMPLES = 1024
WAVEFORMS = "tone", "rising", "falling", "noise", "clicks", "beating"


def digits(held_out):
    """Images 8x8 with values in [0, 1], and their labels."""
    everything = load_digits()
    part = slice(-HELD_OUT, None) if held_out else slice(None, -HELD_OUT)
    return everything.images[part] / 16.0, everything.target[part]


def resized(image, rows, columns):
    """Bilinear, with half pixel centres; beyond the edge is the edge."""

    def axis(n, size):
        at = np.clip((np.arange(size) + 0.5) * n / size - 0.5, 0, n - 1)
        low = np.minimum(at.astype(int), n - 2)
        return low, at - low

    r, fr = axis(image.shape[0], rows)
    c, fc = axis(image.shape[1], columns)
    rows_done = image[r] * (1 - fr)[:, None] + image[r + 1] * fr[:, None]
    return rows_done[:, c] * (1 - fc) + rows_done[:, c + 1] * fc


def digit_images(rng, count, held_out):
    """`count` times one digit of varying size somewhere in 64x64, with noise: images in [-1, 1], labels."""
    images, labels = digits(held_out)
    out = np.zeros((count, SCENE, SCENE, 1), np.float32)
    chosen = rng.integers(0, len(images), count)
    for i, k in enumerate(chosen):
        h, w = rng.integers(36, 61, 2)
        y, x = rng.integers(0, SCENE - h + 1), rng.integers(0, SCENE - w + 1)
        out[i, y : y + h, x : x + w, 0] = resized(images[k], h, w)
    return finished(rng, out), labels[chosen]


def shape_image(kind, h, w):
    """One of SHAPES that fills the rectangle: 1 inside and 0 outside."""
    y = ((np.arange(h) + 0.5) * 2 / h - 1)[:, None]
    x = ((np.arange(w) + 0.5) * 2 / w - 1)[None]
    radius = np.sqrt(y * y + x * x)
    return {
        "disc": radius <= 1,
        "ring": (radius <= 1) & (radius > 0.5),
        "block": (abs(y) <= 1) & (abs(x) <= 1),
        "cross": (abs(y) < 0.3) | (abs(x) < 0.3),
    }[SHAPES[kind]].astype(np.float32)


def scenes(rng, count):
    """One to three shapes in 64x64 that do not overlap: images in [-1, 1], and for each a list of boxes
    (label, top, left, height, width)."""
    out = np.zeros((count, SCENE, SCENE, 1), np.float32)
    boxes = [[] for _ in range(count)]
    for i in range(count):
        for _ in range(rng.integers(1, 4)):
            h, w = (rng.integers(12, 34) * rng.uniform(0.85, 1.15, 2)).astype(int)
            y, x = rng.integers(0, SCENE - h + 1), rng.integers(0, SCENE - w + 1)
            kind = rng.integers(0, len(SHAPES))
            if all(y + h <= b or b + bh <= y or x + w <= a or a + bw <= x for _, b, a, bh, bw in boxes[i]):
                out[i, y : y + h, x : x + w, 0] = shape_image(kind, h, w)
                boxes[i].append((kind, y, x, h, w))
    return finished(rng, out), boxes


def finished(rng, images):
    """Another contrast for each image, some noise, and the range [-1, 1]."""
    gain = rng.uniform(0.6, 1.0, (len(images), 1, 1, 1))
    noisy = images * gain + rng.normal(0, 0.04, images.shape)
    return (np.clip(noisy, 0, 1) * 2 - 1).astype(np.float32)


def waveforms(rng, count):
    """A quarter of a second of one of six kinds of sound, with noise: samples in [-1, 1], labels."""
    t = np.arange(SAMPLES) / RATE
    labels = rng.integers(0, len(WAVEFORMS), count)
    out = np.zeros((count, SAMPLES, 1), np.float32)
    for i, kind in enumerate(labels):
        low, phase = rng.uniform(80, 700), rng.uniform(0, 2 * np.pi)
        sweep = low * rng.uniform(1.0, 2.5) / t[-1]  # hertz a second
        if WAVEFORMS[kind] == "tone":
            wave = np.sin(2 * np.pi * low * t + phase)
        elif WAVEFORMS[kind] == "rising":
            wave = np.sin(2 * np.pi * (low + sweep * t / 2) * t + phase)
        elif WAVEFORMS[kind] == "falling":
            wave = np.sin(2 * np.pi * (low + sweep * (t[-1] - t / 2)) * t + phase)
        elif WAVEFORMS[kind] == "noise":
            wave = rng.normal(0, 0.4, SAMPLES)
        elif WAVEFORMS[kind] == "clicks":
            wave = np.exp(-((t + phase * 0.01) % rng.uniform(0.02, 0.08)) * rng.uniform(150, 500))
        else:
            wave = np.sin(2 * np.pi * low * t + phase) * np.sin(2 * np.pi * rng.uniform(6, 30) * t)
        wave = wave * rng.uniform(0.2, 0.9) + rng.normal(0, rng.uniform(0.005, 0.05), SAMPLES)
        out[i, :, 0] = np.clip(wave, -1, 1)
    return out, labels
