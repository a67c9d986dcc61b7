"""Layers that take their weights from a seeded generator, for networks that are written as functions."""
import zlib

import numpy as np
import tensorflow as tf


class Net:
    """Layers with seeded random weights, scaled so that activations keep their spread."""

    def __init__(self, name, head=None):
        self.rng = np.random.default_rng(zlib.crc32(name.encode()))
        self.head_stats = head
        self.features = None

    def weights(self, values):
        """What a layer computes with, of the values that the generator gave."""
        return tf.constant(values.astype(np.float32))

    def normal(self, shape, fan_in, gain):
        return self.weights(self.rng.standard_normal(shape) * (gain / np.sqrt(fan_in)))

    def bias(self, n, spread=0.1):
        return self.weights(self.rng.uniform(-spread, spread, n))

    def conv(self, x, channels, kernel, stride=1, padding="SAME", dilation=1, act=None, gain=1.4):
        kh, kw = kernel if isinstance(kernel, tuple) else (kernel, kernel)
        sh, sw = stride if isinstance(stride, tuple) else (stride, stride)
        dh, dw = dilation if isinstance(dilation, tuple) else (dilation, dilation)
        cin = x.shape[-1]
        w = self.normal((kh, kw, cin, channels), kh * kw * cin, gain)
        y = tf.nn.conv2d(x, w, strides=(sh, sw), padding=padding, dilations=(dh, dw))
        y = tf.nn.bias_add(y, self.bias(channels))
        return act(y) if act else y

    def depthwise(self, x, kernel, stride=1, padding="SAME", multiplier=1, act=None, gain=1.6):
        kh, kw = kernel if isinstance(kernel, tuple) else (kernel, kernel)
        cin = x.shape[-1]
        w = self.normal((kh, kw, cin, multiplier), kh * kw, gain)
        y = tf.nn.depthwise_conv2d(x, w, strides=(1, stride, stride, 1), padding=padding)
        y = tf.nn.bias_add(y, self.bias(cin * multiplier))
        return act(y) if act else y

    def dense(self, x, units, act=None, gain=1.4):
        w = self.normal((x.shape[-1], units), x.shape[-1], gain)
        y = tf.nn.bias_add(tf.matmul(x, w), self.bias(units))
        return act(y) if act else y

    def head(self, x, units, spread):
        """A last dense layer whose outputs have mean 0 and the given spread over the calibration data.

        Random features hardly differ from one random input to the next, so a plain random layer
        would answer the same for every input.
        """
        if self.head_stats is None:
            self.features = x.numpy().reshape(1, -1)  # first pass, eager: only the features are wanted
            return x
        features = self.head_stats
        w = self.rng.standard_normal((x.shape[-1], units))
        y = features @ w
        w = w * (spread / y.std(axis=0))
        b = -(features @ w).mean(axis=0) + self.rng.uniform(-0.5, 0.5, units)
        w, b = tf.constant(w, tf.float32), tf.constant(b, tf.float32)
        y = tf.nn.conv2d(x, w[None, None], 1, "VALID") if x.shape.rank == 4 else tf.matmul(x, w)
        return tf.nn.bias_add(y, b)


class TrainableNet(Net):
    """A net whose weights can be trained: the first pass makes them, later ones take them in the same order."""

    def __init__(self, name):
        super().__init__(name)
        self.variables = []
        self.taken = 0

    def start(self):
        """Begins another pass."""
        self.taken = 0
        return self

    def weights(self, values):
        if self.taken == len(self.variables):
            self.variables.append(tf.Variable(values.astype(np.float32)))
        self.taken += 1
        return self.variables[self.taken - 1]

    def freeze(self):
        """From here on the weights are constants."""
        self.variables = [tf.constant(v.numpy()) for v in self.variables]


def flat(x):
    return tf.reshape(x, (x.shape[0], int(np.prod(x.shape[1:]))))
