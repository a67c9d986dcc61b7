"""Makes the small int8 models of this folder and their reference vectors.

    python make_zoo.py [name ...]

Weights are random but seeded, ranges come from calibration on seeded random data. The models are
made by the TensorFlow Lite converter, the vectors by TensorFlow Lite Micro. The build never runs this.
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

HERE = os.path.dirname(os.path.abspath(__file__))
SEEDS = (1, 2, 3)
LIMIT = 100_000

tf.config.threading.set_inter_op_parallelism_threads(1)
tf.config.threading.set_intra_op_parallelism_threads(1)


class Net:
    """Layers with seeded random weights, scaled so that activations keep their spread."""

    def __init__(self, name, head=None):
        self.rng = np.random.default_rng(zlib.crc32(name.encode()))
        self.head_stats = head
        self.features = None

    def normal(self, shape, fan_in, gain):
        w = self.rng.standard_normal(shape) * (gain / np.sqrt(fan_in))
        return tf.constant(w.astype(np.float32))

    def bias(self, n, spread=0.1):
        return tf.constant(self.rng.uniform(-spread, spread, n).astype(np.float32))

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


def flat(x):
    return tf.reshape(x, (1, int(np.prod(x.shape[1:]))))


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


# name: (function, input shape, type at the edges, per-channel scales of dense layers)
MODELS = {
    "ds_cnn": (ds_cnn, (1, 49, 10, 1), tf.int8, True),
    "mobilenet_v1": (mobilenet_v1, (1, 32, 32, 3), tf.int8, True),
    "resnet8": (resnet8, (1, 32, 32, 3), tf.int8, True),
    "autoencoder": (autoencoder, (1, 192), tf.int8, False),
    "residual_float_io": (residual_float_io, (1, 3, 22, 18), tf.float32, True),
    "audio_1d": (audio_1d, (1, 121, 1, 10), tf.uint8, False),
}

ALLOWED = {
    "CONV_2D", "DEPTHWISE_CONV_2D", "FULLY_CONNECTED", "AVERAGE_POOL_2D", "ADD", "MEAN",
    "PAD", "RESHAPE", "SOFTMAX", "TRANSPOSE", "QUANTIZE", "DEQUANTIZE",
}  # fmt: skip


def convert(name):
    build, shape, edge, dense_per_channel = MODELS[name]

    rng = np.random.default_rng(7)
    samples = [rng.uniform(-1, 1, shape).astype(np.float32) for _ in range(32)]
    features = []
    for sample in samples:
        net = Net(name)
        build(net, tf.constant(sample))
        features.append(net.features)
    features = None if features[0] is None else np.concatenate(features)

    class Module(tf.Module):
        @tf.function(input_signature=[tf.TensorSpec(shape, tf.float32, name="input")], autograph=False)
        def main(self, x):
            return {"output": build(Net(name, features), x)}

    module = Module()
    converter = tf.lite.TFLiteConverter.from_concrete_functions(
        [module.main.get_concrete_function()], module
    )
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.representative_dataset = lambda: ([s] for s in samples)
    converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
    converter.inference_input_type = edge
    converter.inference_output_type = edge
    converter._experimental_disable_per_channel_quantization_for_dense_layers = not dense_per_channel
    return converter.convert()


def main(names):
    for name in names or MODELS:
        model = convert(name)
        ops = vectors.operators(model)
        assert len(model) < LIMIT, (name, len(model))
        assert set(ops) <= ALLOWED, (name, set(ops) - ALLOWED)
        vectors.write(os.path.join(HERE, name + ".tflite"), model)
        meta = vectors.describe(model)
        folder = os.path.join(HERE, "vectors", name)
        vectors.write_json(os.path.join(folder, "meta.json"), meta)
        reference = vectors.Reference(model, len(meta["inputs"]), len(meta["outputs"]))
        for seed in SEEDS:
            x = vectors.inputs_for(seed, reference.inputs)
            y = reference.run(x)
            vectors.write(os.path.join(folder, f"{seed}.in.bin"), vectors.join(x))
            vectors.write(os.path.join(folder, f"{seed}.out.bin"), vectors.join(y))
            print(name, seed, [np.array2string(a.flatten()[:12], precision=4) for a in y])
        print(name, len(model), "bytes:", " ".join(ops))


if __name__ == "__main__":
    main(sys.argv[1:])
