"""Makes the float network of `float`, its data and what TensorFlow Lite's own float kernels answer.

    python make_float.py

The network is trained on the handwritten digits in scikit-learn. The build quantises it, and compares the accuracy
on the digits that it was not trained on. The build never runs this.
"""
import os

os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import numpy as np
import tensorflow as tf

import data
import trained
from net import TrainableNet, flat

HERE = os.path.dirname(os.path.abspath(__file__))
SIDE = 8
# The images count from 0 to 16, and the network takes them so.
LEVELS = 16.0
STEPS = 2500
BATCH = 32
CALIBRATION = 100
ANSWERS = 5

tf.config.threading.set_inter_op_parallelism_threads(1)
tf.config.threading.set_intra_op_parallelism_threads(1)


def digits(net, x):
    """A bit of everything: convolution, depthwise, residual sum, both pools, dense."""
    relu = tf.nn.relu
    x = net.conv(x / LEVELS, 16, 3, act=relu)
    x = net.depthwise(x, 3, act=tf.nn.relu6)
    x = net.conv(x, 24, 1, act=relu)
    x = tf.nn.max_pool2d(x, 2, 2, "VALID")
    x = relu(x + net.conv(x, 24, 3))
    x = tf.nn.avg_pool2d(x, 2, 2, "VALID")
    return net.dense(flat(x), 10, gain=1.0)


def train(x, labels):
    net = TrainableNet("digits")
    digits(net.start(), tf.zeros((BATCH, SIDE, SIDE, 1)))  # makes the weights
    adam = trained.Adam(net.variables)

    @tf.function(autograph=False)
    def step(batch, truth, rate):
        with tf.GradientTape() as tape:
            loss = trained.class_loss({"output": digits(net.start(), batch)}, truth)
        adam.apply(tape.gradient(loss, net.variables), rate)
        return loss

    rng = np.random.default_rng(21)
    for i in range(STEPS):
        chosen = rng.choice(len(x), BATCH, replace=False)
        rate = 3e-3 * 0.5 * (1 + np.cos(np.pi * i / STEPS))
        loss = step(tf.constant(x[chosen]), tf.constant(labels[chosen]), tf.constant(rate, tf.float32))
        if i % 250 == 0 or i == STEPS - 1:
            print("step", i, "loss", float(loss), flush=True)
    net.freeze()
    return lambda sample: tf.nn.softmax(digits(net.start(), sample))


def convert(network, samples=None):
    """The file in float; in int8 when there are samples to calibrate on."""

    class Module(tf.Module):
        @tf.function(input_signature=[tf.TensorSpec((1, SIDE, SIDE, 1), tf.float32, name="input")], autograph=False)
        def main(self, x):
            return network(x)

    module = Module()
    converter = tf.lite.TFLiteConverter.from_concrete_functions(
        [module.main.get_concrete_function()], module
    )
    if samples is not None:
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
        converter.representative_dataset = lambda: ([s[None]] for s in samples)
        converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
    return converter.convert()


def answers(model, samples):
    """What the interpreter's reference kernels make of each sample."""
    interpreter = tf.lite.Interpreter(
        model_content=model,
        experimental_op_resolver_type=tf.lite.experimental.OpResolverType.BUILTIN_REF,
    )
    interpreter.allocate_tensors()
    out = []
    for sample in samples:
        interpreter.set_tensor(interpreter.get_input_details()[0]["index"], sample[None])
        interpreter.invoke()
        out.append(interpreter.get_tensor(interpreter.get_output_details()[0]["index"])[0])
    return np.array(out)


def images(held_out):
    x, labels = data.digits(held_out)
    return (x * LEVELS).astype(np.float32)[..., None], labels


def main():
    x, labels = images(False)
    test, truth = images(True)
    network = train(x, labels)
    model = convert(network)
    calibration = x[np.random.default_rng(22).choice(len(x), CALIBRATION, replace=False)]

    in_float = answers(model, test)
    right = 100 * np.mean(in_float.argmax(axis=1) == truth)
    print(f"{len(model)} bytes, float: {right:.2f} % right")
    in_int8 = answers(convert(network, calibration), test)
    print(f"quantised by the converter: {100 * np.mean(in_int8.argmax(axis=1) == truth):.2f} % right")

    folder = os.path.join(HERE, "float")
    for name in "calibration", "test":
        os.makedirs(os.path.join(folder, name), exist_ok=True)
    with open(os.path.join(folder, "digits.tflite"), "wb") as file:
        file.write(model)
    np.save(os.path.join(folder, "calibration", "digits.npy"), calibration.astype(np.uint8))
    np.save(os.path.join(folder, "test", "digits.npy"), test.astype(np.uint8))
    np.save(os.path.join(folder, "test", "labels.npy"), truth.astype(np.int32))
    np.save(os.path.join(folder, "answers.npy"), in_float[:ANSWERS])


if __name__ == "__main__":
    main()
