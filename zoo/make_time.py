"""Makes the networks over time of `time`, each in two forms, and their reference vectors.

    python make_time.py [name ...]

NAME_width.tflite is made with Keras Conv1D and its relatives, which the converter turns into operators of shape
[1, 1, time, channels]; NAME_height.tflite is the same network of Conv2D and its relatives, with shapes
[1, time, 1, channels]. The weights are random but seeded and the same in both, and so are the scales and the outputs,
which share their vectors. The build never runs this.
"""
import os
import sys
import zlib

os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import numpy as np
import tensorflow as tf

import vectors
from time_networks import NETWORKS, Height, Width

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(HERE, "time")
SEEDS = (1, 2, 3)
LIMIT = 40_000
SAMPLES = 32
SPREAD = 1.5

tf.config.threading.set_inter_op_parallelism_threads(1)
tf.config.threading.set_intra_op_parallelism_threads(1)


def samples_of(shape):
    rng = np.random.default_rng(7)
    return [rng.uniform(-1, 1, (1, *shape)).astype(np.float32) for _ in range(SAMPLES)]


def weights(rng, layer, array):
    """Random values for one variable of a layer, scaled so that activations keep their spread."""
    kind = array.name
    if kind in ("kernel", "pointwise_kernel", "depthwise_kernel"):
        fan_in = array.shape[0] if kind == "depthwise_kernel" else np.prod(array.shape[:-1])
        gain = getattr(layer, "gain", 1.4)
        return rng.standard_normal(array.shape) * (gain / np.sqrt(fan_in))
    if kind in ("gamma", "moving_variance"):
        return rng.uniform(0.7, 1.3, array.shape)
    return rng.uniform(-0.1, 0.1, array.shape)


def fill(name, model, samples):
    """Gives every layer seeded weights, and the last dense one such that its outputs have mean 0 and one spread."""
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    for layer in model.layers:
        layer.set_weights([weights(rng, layer, w).astype(np.float32) for w in layer.weights])
    head = next((layer for layer in model.layers if layer.name == "head"), None)
    if head is not None:
        before = tf.keras.Model(model.input, head.input)
        features = np.concatenate([before(s).numpy() for s in samples])
        w = rng.standard_normal(head.kernel.shape)
        w = w * (SPREAD / (features @ w).std(axis=0))
        b = -(features @ w).mean(axis=0) + rng.uniform(-0.5, 0.5, w.shape[1])
        head.set_weights([w.astype(np.float32), b.astype(np.float32)])


def copy_weights(source, target):
    """The weights of one form for the other; the kernels differ in an extent of one."""
    taken = [layer for layer in source.layers if layer.weights]
    given = [layer for layer in target.layers if layer.weights]
    assert len(taken) == len(given)
    for a, b in zip(taken, given):
        b.set_weights([x.reshape(y.shape) for x, y in zip(a.get_weights(), b.get_weights())])


def convert(model, samples):
    """The int8 file, with ranges as the samples reach them."""
    converter = tf.lite.TFLiteConverter.from_keras_model(model)
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.representative_dataset = lambda: ([s.reshape(model.input.shape)] for s in samples)
    converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
    converter.inference_input_type = tf.int8
    converter.inference_output_type = tf.int8
    return converter.convert()


def make(name):
    """Both forms as files, and for each seed the input and output that they share."""
    build, shape = NETWORKS[name]
    samples = samples_of(shape)
    forms = {form.name: build(form, shape) for form in (Width(), Height())}
    fill(name, forms["width"], samples)
    copy_weights(forms["width"], forms["height"])
    files = {form: convert(model, samples) for form, model in forms.items()}

    described = [vectors.describe(file) for file in files.values()]
    for edge in "inputs", "outputs":
        width, height = ([(t["scale"], t["zero_point"]) for t in d[edge]] for d in described)
        assert width == height, (name, edge, width, height)

    answers = []
    for file in files.values():
        reference = vectors.Reference(file, 1, 1)
        found = []
        for seed in SEEDS:
            x = vectors.inputs_for(seed, reference.inputs)
            found.append((vectors.join(x), vectors.join(reference.run(x))))
        answers.append(found)
    assert answers[0] == answers[1], (name, answers)
    return files, answers[0]


def main(names):
    for name in names or NETWORKS:
        files, pairs = make(name)
        for form, file in files.items():
            assert len(file) < LIMIT, (name, form, len(file))
            vectors.write(os.path.join(FOLDER, f"{name}_{form}.tflite"), file)
            print(name, form, len(file), "bytes:", " ".join(vectors.operators(file)))
        for seed, (x, y) in zip(SEEDS, pairs):
            vectors.write(os.path.join(FOLDER, "vectors", name, f"{seed}.in.bin"), x)
            vectors.write(os.path.join(FOLDER, "vectors", name, f"{seed}.out.bin"), y)
            print(name, seed, np.frombuffer(y, np.int8)[:12])


if __name__ == "__main__":
    main(sys.argv[1:])
