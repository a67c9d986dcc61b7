"""Makes small networks of kinds that Pex refuses as a whole, in refused/.

    python make_refused.py

The TensorFlow Lite converter makes them from one and the same small network where it can; SVDF and LSTM are put
together from the schema, since the converter writes them only for layers of old versions of Keras. The build
never runs this.
"""
import os

os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import flatbuffers
import numpy as np
import tensorflow as tf

import vectors
from make_single import F32, I8, I32, Case, S, TYPE

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "refused")
LIMIT = 20_000
SHAPE = (1, 8, 8, 4)
TYPE[np.int16] = S.TensorType.INT16
I16 = np.int16

tf.config.threading.set_inter_op_parallelism_threads(1)
tf.config.threading.set_intra_op_parallelism_threads(1)


def weights(*shape):
    return tf.constant(np.random.default_rng(len(shape)).normal(0, 0.2, shape).astype(F32))


class Plain(tf.Module):
    """Two layers with weights enough for the converter to quantise them."""

    @tf.function(input_signature=[tf.TensorSpec(SHAPE, tf.float32, name="input")], autograph=False)
    def main(self, x):
        x = tf.nn.relu(tf.nn.conv2d(x, weights(3, 3, 4, 32), 2, "SAME"))
        return tf.matmul(tf.reduce_mean(x, axis=(1, 2)), weights(32, 40))


class Stateful(tf.Module):
    """Keeps the last rows of its input for the next inference, as streaming networks do."""

    def __init__(self):
        super().__init__()
        self.rows = tf.Variable(tf.zeros((1, 8, 8, 4)))

    @tf.function(input_signature=[tf.TensorSpec((1, 2, 8, 4), tf.float32, name="input")], autograph=False)
    def main(self, x):
        rows = tf.concat([self.rows[:, 2:], x], axis=1)
        self.rows.assign(rows)
        return tf.nn.conv2d(rows, weights(3, 3, 4, 8), 1, "VALID")


class Loop(tf.Module):
    """A simple recurrent layer as a loop over time."""

    @tf.function(input_signature=[tf.TensorSpec((6, 1, 4), tf.float32, name="input")], autograph=False)
    def main(self, x):
        def step(t, h):
            return t + 1, tf.tanh(tf.matmul(x[t], weights(4, 5)) + tf.matmul(h, weights(5, 5)))

        return tf.while_loop(lambda t, h: t < 6, step, (0, tf.zeros((1, 5))))[1]


def converted(module, **settings):
    converter = tf.lite.TFLiteConverter.from_concrete_functions([module.main.get_concrete_function()], module)
    shape = module.main.input_signature[0].shape
    rng = np.random.default_rng(1)
    if settings.pop("calibrated", False):
        samples = [rng.uniform(-1, 1, shape).astype(F32) for _ in range(8)]
        converter.representative_dataset = lambda: ([s] for s in samples)
    if settings.pop("optimized", False):
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
    operators = settings.pop("operators", None)
    if operators:
        converter.target_spec.supported_ops = [operators]
    converter.target_spec.supported_types = settings.pop("types", [])
    for setting, value in settings.items():
        setattr(converter, setting, value)
    return repeatable(converter.convert())


def repeatable(model):
    """The converter leaves a field of the operators that it puts at the edges to chance."""
    m = S.ModelT.InitFromPackedBuf(bytearray(model), 0)
    for operator in m.subgraphs[0].operators:
        operator.debugMetadataIndex = -1
    b = flatbuffers.Builder(LIMIT)
    b.Finish(m.Pack(b), b"TFL3")
    return bytes(b.Output())


def svdf():
    """Rank 1, 8 units, memory of 6 steps."""
    rng = np.random.default_rng(3)
    case = Case("svdf", "SVDF in int8")
    case.input("input", np.zeros((1, 4), I8), 0.05)
    case.tensor("feature", (8, 4), I8, 0.01, data=rng.integers(-127, 128, (8, 4)))
    case.tensor("time", (8, 6), I16, 0.001, data=rng.integers(-999, 1000, (8, 6)))
    case.tensor("bias", (8,), I32, 0.0005, data=np.zeros(8))
    case.tensor("state", (1, 48), I16, 0.01).isVariable = True
    case.output((1, 8), I8, 0.1)
    options = S.SVDFOptionsT()
    options.rank = 1
    case.operator("SVDF", 3, options)
    return case.bytes()


def lstm():
    """5 units over 6 steps, without peepholes, projection and layer normalisation."""
    rng = np.random.default_rng(4)
    case = Case("lstm", "UNIDIRECTIONAL_SEQUENCE_LSTM in int8")
    case.input("input", np.zeros((1, 6, 4), I8), 0.05)
    for kind, depth in ("input", 4), ("recurrent", 5):
        for gate in "input", "forget", "cell", "output":
            case.tensor(f"{kind}_to_{gate}", (5, depth), I8, 0.01, data=rng.integers(-127, 128, (5, depth)))
    case.ins += [-1] * 3
    for gate in "input", "forget", "cell", "output":
        case.tensor(f"{gate}_bias", (5,), I32, 0.0005, data=np.zeros(5))
    case.ins += [-1] * 2
    case.tensor("output_state", (1, 5), I8, 1 / 128).isVariable = True
    case.tensor("cell_state", (1, 5), I16, 1 / 2048).isVariable = True
    case.ins += [-1] * 4
    case.output((1, 6, 5), I8, 1 / 128)
    options = S.UnidirectionalSequenceLSTMOptionsT()
    options.fusedActivationFunction = S.ActivationFunctionType.TANH
    case.operator("UNIDIRECTIONAL_SEQUENCE_LSTM", 3, options)
    return case.bytes()


def main():
    sets = tf.lite.OpsSet
    int16 = sets.EXPERIMENTAL_TFLITE_BUILTINS_ACTIVATIONS_INT16_WEIGHTS_INT8
    int8 = {"calibrated": True, "optimized": True, "operators": sets.TFLITE_BUILTINS_INT8}
    edges = {"inference_input_type": tf.int8, "inference_output_type": tf.int8}
    variables = {"experimental_enable_resource_variables": True}
    models = {
        "float32": converted(Plain()),
        "float16": converted(Plain(), optimized=True, types=[tf.float16]),
        "hybrid": converted(Plain(), optimized=True),
        "int16x8": converted(Plain(), optimized=True, calibrated=True, operators=int16),
        "loop": converted(Loop()),
        "variable": converted(Stateful(), **int8, **edges, **variables),
        "variable_float32": converted(Stateful(), **variables),
        "svdf": svdf(),
        "lstm": lstm(),
    }
    for name, model in models.items():
        assert len(model) < LIMIT, (name, len(model))
        vectors.write(os.path.join(OUT, name + ".tflite"), model)
        print(name, len(model), "bytes:", " ".join(vectors.operators(model)))


if __name__ == "__main__":
    main()
