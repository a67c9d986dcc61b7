"""Makes the small int8 models of this folder and their reference vectors.

    python make_zoo.py [name ...]

Most weights are random but seeded, with ranges out of calibration on seeded random data; some networks are
trained, and calibrated on what they were trained on. The models are made by the TensorFlow Lite converter, the
vectors by TensorFlow Lite Micro. The build never runs this.
"""
import os
import sys

os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import numpy as np
import tensorflow as tf

import networks
import trained
import vectors
from net import Net

HERE = os.path.dirname(os.path.abspath(__file__))
SEEDS = (1, 2, 3)
LIMIT = 400_000
TESTED = 300
ALL, BUT_DENSE, NONE = range(3)

tf.config.threading.set_inter_op_parallelism_threads(1)
tf.config.threading.set_intra_op_parallelism_threads(1)


# name: (function, input shape, type at the edges, whose weights have a scale for each channel)
RANDOM = {
    "ds_cnn": (networks.ds_cnn, (1, 49, 10, 1), tf.int8, ALL),
    "mobilenet_v1": (networks.mobilenet_v1, (1, 32, 32, 3), tf.int8, ALL),
    "resnet8": (networks.resnet8, (1, 32, 32, 3), tf.int8, ALL),
    "autoencoder": (networks.autoencoder, (1, 192), tf.int8, BUT_DENSE),
    "residual_float_io": (networks.residual_float_io, (1, 3, 22, 18), tf.float32, ALL),
    "audio_1d": (networks.audio_1d, (1, 121, 1, 10), tf.uint8, BUT_DENSE),
    "mobilenet_v1_96": (networks.mobilenet_v1_96, (1, 96, 96, 3), tf.int8, ALL),
    "mobilenet_v2": (networks.mobilenet_v2, (1, 96, 96, 3), tf.int8, NONE),
}  # fmt: skip

MODELS = (*RANDOM, *trained.TASKS)


def random_samples(shape):
    rng = np.random.default_rng(7)
    return [rng.uniform(-1, 1, shape).astype(np.float32) for _ in range(32)]


def with_random_weights(name, samples):
    """The network as a function of its input, its last layer fitted to what the samples make of the others."""
    build = RANDOM[name][0]
    features = []
    for sample in samples:
        net = Net(name)
        build(net, tf.constant(sample))
        features.append(net.features)
    features = None if features[0] is None else np.concatenate(features)
    return lambda x: {"output": build(Net(name, features), x)}


def convert(network, samples, edge, per_channel):
    """The file, with ranges as the samples reach them."""
    shape = samples[0].shape

    class Module(tf.Module):
        @tf.function(input_signature=[tf.TensorSpec(shape, tf.float32, name="input")], autograph=False)
        def main(self, x):
            return network(x)

    module = Module()
    converter = tf.lite.TFLiteConverter.from_concrete_functions(
        [module.main.get_concrete_function()], module
    )
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.representative_dataset = lambda: ([s] for s in samples)
    converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
    converter.inference_input_type = edge
    converter.inference_output_type = edge
    converter._experimental_disable_per_channel = per_channel == NONE
    converter._experimental_disable_per_channel_quantization_for_dense_layers = per_channel != ALL
    return converter.convert()


def make_random(name):
    """The file and the inputs of its vectors: the pattern."""
    _, shape, edge, per_channel = RANDOM[name]
    samples = random_samples(shape)
    model = convert(with_random_weights(name, samples), samples, edge, per_channel)
    return model, lambda reference: [vectors.inputs_for(seed, reference.inputs) for seed in SEEDS]


def make_trained(name):
    """The file and the inputs of its vectors: samples that were held out. Prints how good it is on such."""
    task = trained.TASKS[name]
    calibration, _ = task.samples(np.random.default_rng(12), 200, False)
    network = trained.train(name)
    model = convert(network, [x[None] for x in calibration], tf.int8, ALL)

    samples, truth = task.samples(np.random.default_rng(13), TESTED, True)
    inputs = [vectors.quantized(x[None], vectors.describe(model)["inputs"][0]) for x in samples]
    compiled = tf.function(network, autograph=False)
    in_float = [{k: v.numpy() for k, v in compiled(tf.constant(x[None])).items()} for x in samples]
    print(name, "in float, percent:", task.measure(in_float, truth))
    print(name, "in int8, percent:", task.measure(answers(model, inputs, sorted(in_float[0])), truth))
    return model, lambda reference: [[x] for x in inputs[: len(SEEDS)]]


def answers(model, inputs, names):
    """For each input the outputs as real numbers, by name; the converter puts them in the order of their names."""
    outputs = vectors.describe(model)["outputs"]
    reference = vectors.Reference(model, 1, len(outputs))
    assert len(outputs) == len(names)
    return [
        {k: (y.astype(np.float32) - o["zero_point"]) * o["scale"] for k, y, o in zip(names, reference.run([x]), outputs)}
        for x in inputs
    ]


def main(names):
    for name in names or MODELS:
        model, inputs_for = make_trained(name) if name in trained.TASKS else make_random(name)
        assert len(model) < LIMIT, (name, len(model))
        vectors.write(os.path.join(HERE, name + ".tflite"), model)
        meta = vectors.describe(model)
        folder = os.path.join(HERE, "vectors", name)
        vectors.write_json(os.path.join(folder, "meta.json"), meta)
        reference = vectors.Reference(model, len(meta["inputs"]), len(meta["outputs"]))
        for seed, x in zip(SEEDS, inputs_for(reference)):
            y = reference.run(x)
            vectors.write(os.path.join(folder, f"{seed}.in.bin"), vectors.join(x))
            vectors.write(os.path.join(folder, f"{seed}.out.bin"), vectors.join(y))
            print(name, seed, [np.array2string(a.flatten()[:12], precision=4) for a in y])
        print(name, len(model), "bytes:", " ".join(vectors.operators(model)))


if __name__ == "__main__":
    main(sys.argv[1:])
