"""Shared by make_zoo.py and make_single.py: input pattern, reference interpreter, file writing."""
import json
import os

import numpy as np

TYPES = {
    np.dtype(np.int8): "INT8",
    np.dtype(np.uint8): "UINT8",
    np.dtype(np.float32): "FLOAT32",
}


def xorshift32(seed, count):
    """States 1..count of xorshift32 started at `seed`."""
    state = seed & 0xFFFFFFFF
    out = np.empty(count, np.uint32)
    for i in range(count):
        state ^= (state << 13) & 0xFFFFFFFF
        state ^= state >> 17
        state ^= (state << 5) & 0xFFFFFFFF
        out[i] = state
    return out


def pattern(states, dtype):
    """One state per element: 8-bit types take the top byte, float is the signed state / 2^31."""
    if dtype == np.float32:
        return states.view(np.int32).astype(np.float32) / np.float32(2**31)
    return (states >> 24).astype(np.uint8).view(dtype)


def inputs_for(seed, details):
    """All inputs of a model, filled in order from one generator."""
    counts = [int(np.prod(d["shape"])) for d in details]
    states = xorshift32(seed, sum(counts))
    out, at = [], 0
    for d, n in zip(details, counts):
        out.append(pattern(states[at : at + n], np.dtype(d["dtype"])).reshape(d["shape"]))
        at += n
    return out


def quantized(values, tensor):
    """Real numbers as an int8 tensor of `describe` takes them."""
    q = np.round(values / np.float32(tensor["scale"])) + tensor["zero_point"]
    return np.clip(q, -128, 127).astype(np.int8)


class Reference:
    """TensorFlow Lite Micro with its reference kernels, as the package tflite-micro builds them."""

    def __init__(self, model, inputs, outputs, arena=2_000_000):
        from tflite_micro import runtime

        self.tflm = runtime.Interpreter.from_bytes(bytes(model), arena_size=arena)
        self.inputs = [self.tflm.get_input_details(i) for i in range(inputs)]
        self.outputs = [self.tflm.get_output_details(i) for i in range(outputs)]

    def run(self, arrays):
        for i, a in enumerate(arrays):
            self.tflm.set_input(np.ascontiguousarray(a), i)
        self.tflm.invoke()
        return [self.tflm.get_output(i) for i in range(len(self.outputs))]


def schema():
    """The TensorFlow Lite schema as Python classes."""
    from tflite_micro.tensorflow.lite.python import schema_py_generated

    return schema_py_generated


def names_of(enum):
    return {v: k for k, v in vars(enum).items() if not k.startswith("_")}


def describe(model):
    """Inputs and outputs of subgraph 0 as the file declares them."""
    types = names_of(schema().TensorType)
    graph = schema().ModelT.InitFromPackedBuf(bytearray(model), 0).subgraphs[0]

    def one(index):
        t = graph.tensors[index]
        q = t.quantization
        quantised = q is not None and q.scale is not None and len(q.scale) > 0
        return {
            "name": t.name.decode() if t.name else "",  # names may be missing
            "type": types[t.type],
            "shape": [int(n) for n in (t.shape if t.shape is not None else [])],
            "scale": float(q.scale[0]) if quantised else 0,
            "zero_point": int(q.zeroPoint[0]) if quantised else 0,
        }

    return {
        "inputs": [one(i) for i in graph.inputs],
        "outputs": [one(i) for i in graph.outputs],
    }


def operators(model):
    """Operator names of subgraph 0 in execution order."""
    names = names_of(schema().BuiltinOperator)
    m = schema().ModelT.InitFromPackedBuf(bytearray(model), 0)
    codes = [names[max(c.builtinCode, c.deprecatedBuiltinCode)] for c in m.operatorCodes]
    return [codes[o.opcodeIndex] for o in m.subgraphs[0].operators]


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(data)


def write_json(path, value):
    write(path, (json.dumps(value, indent=1) + "\n").encode())


def join(arrays):
    return b"".join(np.ascontiguousarray(a).tobytes() for a in arrays)
