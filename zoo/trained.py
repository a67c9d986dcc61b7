"""The networks of the zoo that are trained: what they compute, on which data, towards what, and how good they are."""
from dataclasses import dataclass
from typing import Callable

import numpy as np
import tensorflow as tf

import data
from net import TrainableNet, flat

SAMPLES = 8000
BATCH = 32
DIGITS = 10
KINDS = len(data.SHAPES)
# Side of the cells of both maps of the detector, in pixels; larger objects belong to the coarser one.
STRIDES = 4, 8
LARGE = 22


def squeezenet(net, x):
    """The blocks of SqueezeNet 1.1, narrower: a squeezing 1x1 convolution, then 1x1 and 3x3 side by side."""
    relu = tf.nn.relu

    def fire(x, squeezed, expanded):
        x = net.conv(x, squeezed, 1, act=relu)
        return tf.concat([net.conv(x, expanded, 1, act=relu), net.conv(x, expanded, 3, act=relu)], axis=3)

    x = net.conv(x, 16, 3, stride=2, padding="VALID", act=relu)
    x = tf.nn.max_pool2d(x, 3, 2, "VALID")
    x = fire(fire(x, 8, 16), 8, 16)
    x = tf.nn.max_pool2d(x, 3, 2, "VALID")
    x = fire(fire(x, 16, 32), 16, 32)
    x = tf.nn.max_pool2d(x, 3, 2, "VALID")
    x = fire(fire(x, 24, 48), 24, 48)
    x = fire(fire(x, 32, 64), 32, 64)
    x = net.conv(x, DIGITS, 1)
    return {"output": flat(tf.nn.avg_pool2d(x, 3, 3, "VALID"))}


def detector(net, x):
    """Looks for shapes on two maps, 16x16 and 8x8, which share what was found on the map of 4x4."""
    relu6 = tf.nn.relu6

    def block(x, channels, stride=1):
        x = net.depthwise(x, 3, stride=stride, act=relu6)
        return net.conv(x, channels, 1, act=relu6)

    def heads(x):
        x = block(x, 32)
        scores = net.conv(net.depthwise(x, 3, act=relu6), KINDS, 1, gain=0.5)
        boxes = net.conv(x, 4, 1, gain=0.5)
        return tf.reshape(scores, (x.shape[0], -1, KINDS)), tf.reshape(boxes, (x.shape[0], -1, 4))

    x = net.conv(x, 12, 3, stride=2, act=relu6)
    fine = block(block(x, 24, 2), 24)
    middle = block(block(block(fine, 48, 2), 48), 48)
    coarse = block(block(middle, 64, 2), 64)
    middle = net.conv(middle, 32, 1) + tf.image.resize(net.conv(coarse, 32, 1), (8, 8), "bilinear")
    middle = block(middle, 32)
    # At twice the size half pixel centres make no difference, which the reference's version ignores here.
    raised = tf.image.resize(net.conv(middle, 24, 1, act=relu6), (16, 16), "nearest")
    fine = block(tf.concat([fine, raised], axis=3), 32)
    (scores_fine, boxes_fine), (scores_middle, boxes_middle) = heads(fine), heads(middle)
    return {
        "boxes": tf.concat([boxes_fine, boxes_middle], axis=1),
        "scores": tf.concat([scores_fine, scores_middle], axis=1),
    }


def waveform_1d(net, x):
    """Convolutions along the samples of a sound."""
    relu = tf.nn.relu

    def conv(x, channels, kernel, stride=1, act=relu, gain=1.4):
        w = net.normal((kernel, x.shape[-1], channels), kernel * x.shape[-1], gain)
        y = tf.nn.bias_add(tf.nn.conv1d(x, w, stride, "SAME"), net.bias(channels))
        return act(y) if act else y

    x = conv(x, 16, 16, stride=4)
    x = conv(x, 16, 8, stride=2)
    x = tf.nn.max_pool1d(x, 2, 2, "VALID")
    x = tf.nn.leaky_relu(x + conv(conv(x, 16, 5), 16, 5, act=None, gain=0.7), 0.1)
    x = conv(x, 32, 5, stride=2)
    x = tf.nn.leaky_relu(x + conv(conv(x, 32, 3), 32, 3, act=None, gain=0.7), 0.1)
    x = tf.reduce_mean(x, axis=1)
    return {"output": net.dense(x, len(data.WAVEFORMS), gain=1.0)}


def class_loss(outputs, labels):
    logits = outputs["output"]
    return tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits))


def share_of_right_classes(outputs, labels):
    """In percent, of the outputs of many samples."""
    found = np.argmax(np.concatenate([o["output"] for o in outputs]), axis=1)
    return {"right": 100 * float(np.mean(found == np.array(labels)))}


def detector_targets(scenes):
    """For each scene a row for each cell of both maps: one-hot label, then offsets of the centre and extents of
    the box in units of the cell, then 1 where there is an object."""
    sides = [data.SCENE // stride for stride in STRIDES]
    targets = np.zeros((len(scenes), sum(n * n for n in sides), KINDS + 5), np.float32)
    for i, boxes in enumerate(scenes):
        for label, top, left, h, w in boxes:
            level = 1 if max(h, w) >= LARGE else 0
            stride, n = STRIDES[level], sides[level]
            cy, cx = (top + h / 2) / stride, (left + w / 2) / stride
            y, x = min(int(cy), n - 1), min(int(cx), n - 1)
            row = targets[i, (sides[0] ** 2 if level else 0) + y * n + x]
            row[label] = 1
            row[KINDS:] = cy - y - 0.5, cx - x - 0.5, h / stride / 4, w / stride / 4, 1
    return targets


def detector_loss(outputs, targets):
    labels, boxes, there = tf.split(targets, (KINDS, 4, 1), axis=2)
    share = tf.sigmoid(outputs["scores"])
    entropy = tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=outputs["scores"])
    # Nearly all cells are empty; those that are already seen as such count for little.
    wrong = labels * (1 - share) + (1 - labels) * share
    objects = tf.maximum(tf.reduce_sum(there), 1)
    return tf.reduce_sum(wrong**2 * entropy) / objects + tf.reduce_sum(
        there * tf.abs(outputs["boxes"] - boxes)
    ) / objects


def found_boxes(scores, boxes, threshold=0.5):
    """(label, top, left, height, width) of the cells above the threshold that no better one overlaps."""
    found = []
    for cell in np.argsort(-scores.max(axis=1), kind="stable"):
        if scores[cell].max() < threshold:
            break
        fine = (data.SCENE // STRIDES[0]) ** 2
        level, at = (0, cell) if cell < fine else (1, cell - fine)
        stride = STRIDES[level]
        n = data.SCENE // stride
        dy, dx, h, w = boxes[cell]
        h, w = 4 * h * stride, 4 * w * stride
        box = (
            int(scores[cell].argmax()),
            (at // n + 0.5 + dy) * stride - h / 2,
            (at % n + 0.5 + dx) * stride - w / 2,
            h,
            w,
        )
        if all(overlap(box, other) < 0.4 for other in found):
            found.append(box)
    return found


def overlap(a, b):
    """Intersection over union."""
    h = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    w = min(a[2] + a[4], b[2] + b[4]) - max(a[2], b[2])
    both = max(h, 0) * max(w, 0)
    return both / (a[3] * a[4] + b[3] * b[4] - both)


def shares_of_boxes(outputs, scenes):
    """How many of the objects are found, and how many of the finds are objects; in percent. A find counts when
    its label is right and half of the union is in common."""
    objects = finds = hits = 0
    for output, boxes in zip(outputs, scenes):
        found = found_boxes(output["scores"][0], output["boxes"][0])
        objects, finds = objects + len(boxes), finds + len(found)
        hits += sum(any(f[0] == b[0] and overlap(f, b) >= 0.5 for f in found) for b in boxes)
    return {"found": 100 * hits / objects, "true": 100 * hits / max(finds, 1)}


@dataclass(frozen=True)
class Task:
    """How a network is trained.

    build: makes the outputs of a batch. samples: (generator, count, held out) to inputs and truth. targets: what the
    loss wants of the truth. measure: outputs of single samples and truth to figures in percent. finish: what the
    network does to the outputs once it is trained.
    """

    build: Callable
    shape: tuple
    samples: Callable
    loss: Callable
    measure: Callable
    steps: int
    rate: float
    targets: Callable = np.asarray
    finish: Callable = lambda outputs: outputs


TASKS = {
    "squeezenet": Task(
        squeezenet,
        (data.SCENE, data.SCENE, 1),
        data.digit_images,
        class_loss,
        share_of_right_classes,
        steps=1500,
        rate=1.5e-3,
    ),
    "detector": Task(
        detector,
        (data.SCENE, data.SCENE, 1),
        lambda rng, count, held_out: data.scenes(rng, count),
        detector_loss,
        shares_of_boxes,
        steps=2000,
        rate=3e-3,
        targets=detector_targets,
        finish=lambda o: {"boxes": o["boxes"], "scores": tf.sigmoid(o["scores"])},
    ),
    "waveform_1d": Task(
        waveform_1d,
        (data.SAMPLES, 1),
        lambda rng, count, held_out: data.waveforms(rng, count),
        class_loss,
        share_of_right_classes,
        steps=1500,
        rate=3e-3,
    ),
}


def train(name):
    """The trained network as a function of one sample."""
    task = TASKS[name]
    net = TrainableNet(name)
    rng = np.random.default_rng(11)
    task.build(net.start(), tf.zeros((BATCH, *task.shape)))  # makes the weights
    adam = Adam(net.variables)

    @tf.function(autograph=False)
    def step(x, targets, rate):
        with tf.GradientTape() as tape:
            loss = task.loss(task.build(net.start(), x), targets)
        adam.apply(tape.gradient(loss, net.variables), rate)
        return loss

    x, truth = task.samples(rng, SAMPLES, False)
    targets = task.targets(truth)
    for i in range(task.steps):
        batch = rng.choice(SAMPLES, BATCH, replace=False)
        rate = task.rate * 0.5 * (1 + np.cos(np.pi * i / task.steps))
        loss = step(tf.constant(x[batch]), tf.constant(targets[batch]), tf.constant(rate, tf.float32))
        if i % 250 == 0 or i == task.steps - 1:
            print(name, "step", i, "loss", float(loss), flush=True)
    net.freeze()
    return lambda x: task.finish(task.build(net.start(), x))


class Adam:
    """The usual rule, with a rate for each step."""

    def __init__(self, variables):
        self.variables = variables
        self.first = [tf.Variable(tf.zeros_like(v)) for v in variables]
        self.second = [tf.Variable(tf.zeros_like(v)) for v in variables]
        self.count = tf.Variable(0.0)

    def apply(self, gradients, rate):
        self.count.assign_add(1)
        rate = rate * tf.sqrt(1 - 0.999**self.count) / (1 - 0.9**self.count)
        for v, g, m, s in zip(self.variables, gradients, self.first, self.second):
            m.assign(0.9 * m + 0.1 * g)
            s.assign(0.999 * s + 0.001 * g * g)
            v.assign_sub(rate * m / (tf.sqrt(s) + 1e-7))
