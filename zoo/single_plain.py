"""Single-operator cases of int8 tensors without scale and zero point, and of an output that is listed twice."""
import numpy as np

from make_single import F32, I8, I32, S, Case, bytes8


def options(kind, **fields):
    o = getattr(S, kind + "OptionsT")()
    for name, value in fields.items():
        setattr(o, name, value)
    return o


def plain_numbers():
    # operator, version, options, input shapes, constants, output shape, output type
    specs = [
        ("RESHAPE", 1, options("Reshape"), [(1, 4, 6)], [[2, 12]], (2, 12), I8),
        ("SLICE", 2, options("Slice"), [(1, 5, 6, 4)], [[0, 1, 2, 1], [1, 3, 3, 2]], (1, 3, 3, 2), I8),
        ("STRIDED_SLICE", 2, options("StridedSlice"), [(1, 7, 6)], [[0, 1, 0], [1, 7, 6], [1, 2, 3]], (1, 3, 2), I8),
        ("CONCATENATION", 2, options("Concatenation", axis=2), [(1, 3, 4), (1, 3, 2), (1, 3, 5)], [], (1, 3, 11), I8),
        ("PACK", 1, options("Pack", valuesCount=2, axis=1), [(1, 5), (1, 5)], [], (1, 2, 5), I8),
        ("TRANSPOSE", 2, options("Transpose"), [(1, 4, 5, 3)], [[0, 2, 1, 3]], (1, 5, 4, 3), I8),
        ("GATHER", 2, options("Gather", axis=1), [(1, 6, 3)], [[4, 0, 4]], (1, 3, 3), I8),
        ("PAD", 2, options("Pad"), [(1, 3, 4, 2)], [[[0, 0], [1, 2], [0, 1], [0, 0]]], (1, 6, 5, 2), I8),
        ("RESIZE_NEAREST_NEIGHBOR", 3, options("ResizeNearestNeighbor"), [(1, 3, 4, 2)], [[6, 8]], (1, 6, 8, 2), I8),
        ("CAST", 1, options("Cast"), [(2, 9)], [], (2, 9), F32),
        ("CAST", 1, options("Cast"), [(1, 9)], [], (1, 9), I32),
    ]
    for i, (code, version, option, shapes, constants, out, dtype) in enumerate(specs):
        rng = np.random.default_rng(30000 + i)
        c = Case("plain_numbers", f"{code} {shapes} {constants} to {np.dtype(dtype).name}")
        for k, shape in enumerate(shapes):
            c.input(f"input {k}", bytes8(rng, shape))
        for k, values in enumerate(constants):
            c.tensor(f"constant {k}", np.shape(values), I32, data=np.array(values))
        c.output(out, dtype)
        c.operator(code, version, option)
        yield c


def output_twice():
    rng = np.random.default_rng(30100)
    c = Case("output_twice", "RELU of which both outputs of the network are the result")
    c.input("input", bytes8(rng, (1, 5, 3)), 0.1, 3)
    c.output((1, 5, 3), I8, 0.05, -20)
    c.graph_outputs = c.outs * 2
    c.operator("RELU", 2, None)
    yield c


OPERATORS = [plain_numbers, output_twice]
