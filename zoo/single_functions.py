"""Single-operator cases: functions of one value, PRELU, ARG_MAX, CAST, GATHER and shape arithmetic."""
import numpy as np

from make_single import F32, I8, I32, Case, S, bytes8, every_byte, log_uniform, zero_point


def unary(name, code, options, note, x, quant_in, shape, dtype, quant_out, version=1):
    c = Case(name, note)
    c.input("input", x, *quant_in)
    c.output(shape, dtype, *quant_out)
    c.operator(code, version, options)
    return c


def function(name, code, options, note, i, quant_in, quant_out, version=1):
    """Every byte once, or a part of a map."""
    x = every_byte(I8) if i % 4 != 3 else bytes8(np.random.default_rng(20000 + i), (1, 5, 3, 7))
    note = f"{note} scale {float(quant_in[0]):.6g} zp {quant_in[1]}" + (", every byte" if i % 4 != 3 else "")
    return unary(name, code, options, note, x, quant_in, x.shape, I8, quant_out, version)


SCALES = [0.1, 0.05, 0.0078125, 0.25, 1.0, 16.0, 0.0234, 1e-4, 3e-8, 2.0**-28, 100.0, 0.0627, 0.5, 0.031]


def logistic():
    for i, scale in enumerate(SCALES):
        z = zero_point(np.random.default_rng(21000 + i), i)
        yield function("logistic", "LOGISTIC", None, "logistic", i, (F32(scale), z), (1 / 256, -128))


def tanh():
    for i, scale in enumerate(SCALES):
        z = zero_point(np.random.default_rng(22000 + i), i)
        yield function("tanh", "TANH", None, "tanh", i, (F32(scale), z), (1 / 128, 0))


def ratios(rng, i):
    """Input and output quantisation: equal, near, and far apart."""
    s_in, z_in = log_uniform(rng, 1e-3, 0.3), int(rng.integers(-90, 60))
    ratio = [1.0, 0.5, 2.0, 0.77, 1.3, 0.031, 40.0][i % 7]
    return (s_in, z_in), (F32(s_in / F32(ratio)), z_in if i % 7 == 0 else int(rng.integers(-128, 30)))


def relu():
    for i in range(14):
        yield function("relu", "RELU", None, "relu", i, *ratios(np.random.default_rng(23000 + i), i))


def relu_n1_to_1():
    """TensorFlow Lite Micro has no such kernel: these come from TensorFlow Lite's own reference."""
    for i in range(12):
        rng = np.random.default_rng(31000 + i)
        quant_in = (F32(rng.uniform(0.008, 0.05)), int(rng.integers(-60, 60)))
        quant_out = quant_in if i % 3 == 0 else (F32(rng.uniform(0.008, 0.02)), int(rng.integers(-20, 20)))
        c = function("relu_n1_to_1", "RELU_N1_TO_1", None, f"to {float(quant_out[0]):.6g}", i, quant_in, quant_out)
        c.tensorflow = True
        yield c


def relu6():
    for i, scale in enumerate([0.0235, 0.05, 0.1, 0.2, 1.0, 6.0, 13.0, 0.03, 0.024, 0.0471, 0.5, 0.06]):
        z = int(np.random.default_rng(24000 + i).integers(-128, 60))
        quant = (F32(scale), z)
        yield function("relu6", "RELU6", None, "relu6", i, quant, quant)
    quant = (F32(0.06), -10)
    yield function("relu6", "RELU6", None, "relu6, output scale differs and is not looked at", 0, quant, (F32(6 / 255), -128))


def leaky_relu():
    for i, alpha in enumerate([0.1, 0.3, 0.01, 0.2, 0.0, 1.0, 2.5, 0.125, 0.3, 1e-4, 0.05, 0.7, 0.1, 0.02]):
        o = S.LeakyReluOptionsT()
        o.alpha = alpha
        yield function("leaky_relu", "LEAKY_RELU", o, f"alpha {alpha}", i, *ratios(np.random.default_rng(25000 + i), i), 2)


def hard_swish():
    scales = [
        (0.05, 0.04), (0.1, 0.09), (0.0235, 0.0235), (0.2, 0.1), (1.0, 0.9), (16.0, 15.0), (0.01, 0.011), (0.004, 0.02),
        (1e-4, 1e-4), (1e-6, 1e-6), (0.05, 0.0004), (0.03, 1.5), (0.0627, 0.031), (0.12, 0.11), (0.02, 0.019), (100.0, 99.0),
    ]  # fmt: skip
    for i, (a, b) in enumerate(scales):
        rng = np.random.default_rng(26000 + i)
        z_in, z_out = (int(rng.integers(-90, 60)), int(rng.integers(-128, 30))) if i % 4 else (-128, -128)
        yield function("hard_swish", "HARD_SWISH", S.HardSwishOptionsT(), f"to {b}", i, (F32(a), z_in), (F32(b), z_out))


def any_zero_points(rng, i):
    """Zero points of both sides, at the ends of int8 now and then."""
    return [int(z) for z in rng.choice([-128, 127, 0, -1, 3, -77, 100], 2)] if i % 2 else [int(z) for z in rng.integers(-128, 128, 2)]


def abs():
    """Equal scales, scales of all ratios, and results that leave int8."""
    ratios = [1.0, 1.0, 1.0, 0.5, 2.0, 0.77, 1.3, 0.031, 40.0, 1.0, 1e-6, 2.0**-33, 5e4, 2.0**22, 0.9999999, 1.0]
    for i, ratio in enumerate(ratios):
        rng = np.random.default_rng(32000 + i)
        scale, (z_in, z_out) = log_uniform(rng, 1e-3, 0.3), any_zero_points(rng, i)
        if i in (0, 1, 4, 6):
            z_out = -128
        out = (F32(scale / F32(ratio)), z_out)
        yield function("abs", "ABS", S.AbsOptionsT(), f"ratio {ratio} zp {z_out}", i, (scale, z_in), out)


def elu():
    """Scales from where exp(x) - 1 is 0 for all bytes to where it is -1; results that leave int8."""
    scales = [
        (0.05, 0.05), (0.1, 0.09), (0.0235, 0.0235), (0.2, 0.1), (1.0, 0.9), (16.0, 15.0), (0.01, 0.011), (0.004, 0.02),
        (1e-4, 1e-4), (3e-8, 3e-8), (0.05, 0.0004), (0.03, 1.5), (0.0627, 0.0039), (0.02, 0.0078125), (1e-9, 1e-9), (1e3, 0.0078125),
        (0.03, 1e-6), (2.0**-24, 2.0**-24), (0.012, 0.0081), (0.5, 1e20),
    ]  # fmt: skip
    for i, (a, b) in enumerate(scales):
        rng = np.random.default_rng(33000 + i)
        z_in, z_out = any_zero_points(rng, i) if i > 3 else (int(rng.integers(-60, 60)), int(rng.integers(-110, 0)))
        yield function("elu", "ELU", None, f"to {b:.6g} zp {z_out}", i, (F32(a), z_in), (F32(b), z_out))


def rsqrt():
    """The reference stops at values below the zero point, so none is given: what would be below is the zero point itself."""
    specs = [
        (0.01, 255.0), (0.05, 300.0), (1e-3, 100.0), (0.25, 60.0), (1.0, 254.5), (16.0, 180.0), (1e-6, 400.0), (2.0**-30, 700.0), (100.0, 90.0),
        (1e6, 20.0), (0.0627, 512.0), (0.031, 140.0), (3e-39, 230.0), (1e30, 210.0), (0.7, 1500.0), (0.02, 300.0), (0.11, 127.5), (0.5, 0.7),
        (0.3, 2.0**-10), (0.0002, 2.0**-33), (0.031, 2.0**28),
    ]  # fmt: skip
    for i, (scale, factor) in enumerate(specs):
        rng = np.random.default_rng(34000 + i)
        z_in = any_zero_points(rng, i)[0] if i % 3 == 2 else -128
        z_out = -128 if i % 3 == 0 else int(rng.integers(-128, -20))
        out = (F32(1 / (np.sqrt(np.float64(F32(scale))) * factor)), z_out)
        c = function("rsqrt", "RSQRT", None, f"factor {factor:.6g} zp {z_out}", i, (F32(scale), z_in), out)
        c.values[0] = np.maximum(c.values[0], z_in).astype(I8)
        yield c


def prelu():
    specs = [
        ((1, 4, 5, 3), (1, 1, 3)), ((1, 4, 5, 3), (3,)), ((1, 4, 5, 3), (4, 5, 3)), ((1, 4, 5, 3), (1, 4, 5, 3)), ((1, 4, 5, 3), (1,)),
        ((1, 4, 5, 3), (1, 5, 1)), ((1, 4, 5, 3), (4, 1, 1)), ((1, 4, 5, 3), (4, 1, 3)), ((1, 9), (9,)), ((1, 9), (1, 9)),
        ((1, 6, 4), (1, 4)), ((1, 6, 4), (6, 1)), ((1, 8, 8, 6), (1, 1, 6)), ((1, 1, 1, 17), (1, 1, 17)), ((1, 7, 3, 5), (1, 1, 5)),
    ]  # fmt: skip
    for i, (shape, alphas) in enumerate(specs):
        rng = np.random.default_rng(27000 + i)
        quant_in, quant_out = ratios(rng, i)
        zero = 0 if i % 2 == 0 else zero_point(rng, i)
        c = Case("prelu", f"{shape} alpha {alphas} zp {zero} ratio {float(quant_in[0] / quant_out[0]):.3g}")
        c.input("input", bytes8(rng, shape), *quant_in)
        c.tensor("alpha", alphas, I8, log_uniform(rng, 1e-3, 2e-2), zero, 0, bytes8(rng, alphas))
        c.output(shape, I8, *quant_out)
        c.operator("PRELU", 1, None)
        yield c


def arg_max():
    specs = [
        ((1, 10), 1), ((1, 10), -1), ((1, 1), 1), ((1, 4, 5, 3), 3), ((1, 4, 5, 3), -1), ((1, 4, 5, 3), 1), ((1, 4, 5, 3), 2), ((1, 4, 5, 3), 0),
        ((6, 4), 0), ((6, 4), 1), ((1, 6, 4), 2), ((1, 6, 4), 1), ((7,), 0), ((2, 3, 4, 5), 1), ((1, 8, 8, 21), 3),
    ]  # fmt: skip
    for i, (shape, axis) in enumerate(specs):
        rng = np.random.default_rng(28000 + i)
        x = bytes8(rng, shape)
        if i % 3 == 2:
            x = rng.integers(-128, -125, shape).astype(I8)
        c = Case("arg_max", f"{shape} axis {axis}{' many equal' if i % 3 == 2 else ''}")
        c.input("input", x, log_uniform(rng, 1e-3, 0.1), zero_point(rng, i))
        c.tensor("axis", (), I32, data=np.array(axis))
        c.output(tuple(n for d, n in enumerate(shape) if d != axis % len(shape)), I32)
        o = S.ArgMaxOptionsT()
        o.outputType = S.TensorType.INT32
        c.operator("ARG_MAX", 2, o)
        yield c


def cast():
    quant = (F32(0.05), -3)
    specs = [(I8, F32), (I8, I32), (I32, F32), (I32, I8), (F32, I8), (F32, I32), (I8, I8), (I32, I32), (F32, F32), (I32, F32), (F32, I32)]
    for i, (a, b) in enumerate(specs):
        rng = np.random.default_rng(29000 + i)
        shape = (1, 8, 8, 4)
        if a == I8:
            x = every_byte(I8).reshape(shape)
        elif a == I32:
            x = rng.integers(-(2**31), 2**31, shape).astype(I32)
            x.reshape(-1)[:6] = [2**31 - 1, -(2**31), 2**24 + 1, -(2**24) - 3, 128, -129]
        else:
            limit = 127.9 if b == I8 else 2e9
            x = rng.uniform(-limit, limit, shape).astype(F32)
            x.reshape(-1)[:8] = [0.5, -0.5, 0.99999994, -0.99999994, 1.5, -1.5, -0.0, 1e-40]
        note = f"{a.__name__} to {b.__name__} {shape}"
        q = [quant if t == I8 else () for t in (a, b)]
        yield unary("cast", "CAST", S.CastOptionsT(), note, x, q[0], shape, b, q[1])


def gather():
    specs = [
        ((1, 6, 5, 3), 1, (0, 2, 4)), ((1, 6, 5, 3), 2, (4, 0, 0, 3)), ((1, 6, 5, 3), 3, (2, 1)), ((1, 6, 5, 3), -1, (0,)), ((1, 6, 5, 3), 0, (0, 0)),
        ((1, 9), 1, (8, 1, 1, 3, 0)), ((1, 9), 0, (0, 0, 0)), ((6, 4), 0, (5, 5, 2)), ((1, 6, 4), 1, (3,)), ((1, 6, 4), 2, (3, 0, 1)),
        ((2, 3, 4, 5), 1, (2, 0)), ((2, 3, 4, 5), 2, (3, 3, 1, 0, 2)), ((1, 6, 4), 1, np.array([[0, 5], [2, 1]])), ((1, 6, 5, 3), 1, np.array(4)),
        ((1, 6, 5, 3), 2, (1, 3), F32),
    ]  # fmt: skip
    for i, (shape, axis, indices, *dtype) in enumerate(specs):
        rng = np.random.default_rng(30000 + i)
        quant = () if dtype else (log_uniform(rng, 1e-3, 0.1), zero_point(rng, i))
        x = rng.normal(0, 1, shape).astype(F32) if dtype else bytes8(rng, shape)
        indices = np.array(indices)
        at = axis % len(shape)
        c = Case("gather", f"{shape} axis {axis} indices {indices.tolist()}{' float32' if dtype else ''}")
        c.input("input", x, *quant)
        c.tensor("indices", indices.shape, I32, data=indices)
        c.output(shape[:at] + indices.shape + shape[at + 1 :], x.dtype.type, *quant)
        o = S.GatherOptionsT()
        o.axis = axis
        c.operator("GATHER", 1, o)
        yield c


OPERATORS = [logistic, tanh, relu, relu_n1_to_1, relu6, leaky_relu, hard_swish, abs, elu, rsqrt, prelu, arg_max, cast, gather]
