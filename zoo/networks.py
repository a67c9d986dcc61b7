"""The networks of the zoo whose weights stay random."""
import numpy as np
import tensorflow as tf

from net import flat


def ds_cnn(net, x):
    relu = tf.nn.relu
    x = net.conv(x, 32, (10, 4), stride=(2, 2), act=relu)
    for _ in range(4):
        x = net.depthwise(x, 3, act=relu)
        x = net.conv(x, 32, 1, act=relu)
    x = tf.nn.avg_pool2d(x, (25, 5), (25, 5), "VALID")
    return tf.nn.softmax(net.head(flat(x), 12, 1.5))


def mobilenet_v1(net, x):
    relu6 = tf.nn.relu6
    x = net.conv(x, 8, 3, stride=2, act=relu6)
    x = net.depthwise(x, 3, act=relu6)
    x = net.conv(x, 16, 1, act=relu6)
    # The stride-2 stages differ in their padding on purpose.
    x = tf.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)))
    x = net.depthwise(x, 3, stride=2, padding="VALID", act=relu6)
    x = net.conv(x, 32, 1, act=relu6)
    x = net.depthwise(x, 3, act=relu6)
    x = net.conv(x, 32, 1, act=relu6)
    x = net.depthwise(x, 3, stride=2, act=relu6)
    x = net.conv(x, 64, 1, act=relu6)
    x = net.depthwise(x, 3, act=relu6)
    x = net.conv(x, 64, 1, act=relu6)
    x = net.depthwise(x, 3, stride=2, act=relu6)
    x = net.conv(x, 128, 1, act=relu6)
    x = net.depthwise(x, 3, act=relu6)
    x = net.conv(x, 128, 1, act=relu6)
    x = tf.nn.avg_pool2d(x, 2, 2, "VALID")
    return tf.nn.softmax(flat(net.head(x, 10, 1.5)))


def mobilenet_v1_96(net, x):
    """All of MobileNetV1's blocks at a quarter of their width."""
    relu6 = tf.nn.relu6
    x = net.conv(x, 8, 3, stride=2, act=relu6)
    blocks = (16, 1), (32, 2), (32, 1), (64, 2), (64, 1), (128, 2), *((128, 1),) * 5, (256, 2), (256, 1)
    for channels, stride in blocks:
        x = net.depthwise(x, 3, stride=stride, act=relu6)
        x = net.conv(x, channels, 1, act=relu6)
    x = tf.nn.avg_pool2d(x, 3, 3, "VALID")
    return tf.nn.softmax(flat(net.head(x, 2, 1.5)))


def mobilenet_v2(net, x):
    """All of MobileNetV2's blocks at 0.35 of their width. The convolution behind them is made narrower as well,
    448 channels instead of 1280, which alone would take a third of the file."""
    relu6 = tf.nn.relu6
    x = net.conv(x, 16, 3, stride=2, act=relu6)
    x = net.depthwise(x, 3, act=relu6)
    x = net.conv(x, 8, 1)
    for channels, count, first_stride in (8, 2, 2), (16, 3, 2), (24, 4, 2), (32, 3, 1), (56, 3, 2), (112, 1, 1):
        for i in range(count):
            y = net.conv(x, 6 * x.shape[-1], 1, act=relu6)
            y = net.depthwise(y, 3, stride=first_stride if i == 0 else 1, act=relu6)
            # What joins a residual sum is kept smaller, so that the sums do not grow from block to block.
            y = net.conv(y, channels, 1, gain=1.4 if i == 0 else 0.7)
            x = y if i == 0 else x + y
    x = net.conv(x, 448, 1, act=relu6)
    x = tf.reduce_mean(x, axis=(1, 2))
    return tf.nn.softmax(net.head(x, 10, 1.5))


def resnet8(net, x):
    relu = tf.nn.relu
    x = net.conv(x, 8, 3, act=relu)
    y = net.conv(x, 8, 3, act=relu)
    y = net.conv(y, 8, 3, gain=1.0)
    x = relu(x + y)
    y = net.conv(x, 16, 3, stride=2, act=relu)
    y = net.conv(y, 16, 3, gain=1.0)
    x = relu(net.conv(x, 16, 1, stride=2) + y)
    y = net.conv(x, 32, 3, stride=2, act=relu)
    y = net.conv(y, 32, 3, gain=1.0)
    x = relu(net.conv(x, 32, 1, stride=2) + y)
    x = tf.nn.avg_pool2d(x, 8, 8, "VALID")
    return tf.nn.softmax(net.head(flat(x), 10, 1.5))


def autoencoder(net, x):
    for units in (64, 64, 8, 64, 64):
        x = net.dense(x, units, act=tf.nn.relu)
    return net.dense(x, 192)


def residual_float_io(net, x):
    relu6 = tf.nn.relu6
    x = tf.transpose(x, (0, 2, 3, 1))
    x = net.conv(x, 8, 3, stride=2, act=relu6)
    y = tf.pad(x, ((0, 0), (2, 1), (1, 2), (0, 0)))
    y = net.conv(y, 12, 4, padding="VALID", act=relu6)
    y = net.depthwise(y, 3)
    y = net.conv(y, 8, 1)
    x = x + y
    y = net.depthwise(x, (5, 5), multiplier=2, act=relu6)
    y = net.conv(y, 8, 1, gain=1.0)
    x = x + y
    x = tf.pad(x, ((0, 0), (0, 0), (0, 0), (1, 3)))
    # A row of offsets, broadcast over the columns.
    offsets = net.rng.uniform(-1, 1, (1, x.shape[1], 1, 12)).astype(np.float32)
    x = tf.nn.relu(x + tf.constant(offsets))
    x = tf.reduce_mean(x, axis=2)
    x = tf.reduce_mean(x, axis=1)
    return net.head(x, 6, 1.0)


def audio_1d(net, x):
    relu = tf.nn.relu
    x = net.conv(x, 16, (5, 1), stride=(2, 2), padding="VALID", act=relu)
    x = net.depthwise(x, (7, 1), act=relu)
    x = net.conv(x, 24, 1, act=relu)
    y = net.depthwise(x, (9, 1), act=relu)
    y = net.conv(y, 24, 1, gain=1.0)
    x = relu(x + y)
    x = net.conv(x, 24, (3, 1), padding="VALID", act=relu)
    x = tf.nn.avg_pool2d(x, (3, 1), (2, 1), "SAME")
    y = net.conv(x, 24, (3, 1), act=relu)
    x = x + y
    x = tf.reduce_mean(x, axis=(1, 2))
    return tf.nn.softmax(net.head(x, 5, 1.5))
