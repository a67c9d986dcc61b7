"""Makes single-operator models with reference vectors, in single/.

    python make_single.py [operator ...]

Each case is a .tflite file of one operator with random parameters (seeded by its name), one random
input (.in.bin: all inputs one after the other) and what TensorFlow Lite Micro answers (.out.bin).
single/index.txt says what each case is about. The build never runs this.
"""
import glob
import importlib
import multiprocessing
import os
import re
import sys
import zlib

import numpy as np

import vectors

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "single")
S = vectors.schema()

I8, U8, I32, F32 = np.int8, np.uint8, np.int32, np.float32
TYPE = {I8: S.TensorType.INT8, U8: S.TensorType.UINT8, I32: S.TensorType.INT32, F32: S.TensorType.FLOAT32}
ACT = {
    "none": S.ActivationFunctionType.NONE,
    "relu": S.ActivationFunctionType.RELU,
    "relu6": S.ActivationFunctionType.RELU6,
    "relu1": S.ActivationFunctionType.RELU_N1_TO_1,
}
ACTS = list(ACT)
SAME, VALID = S.Padding.SAME, S.Padding.VALID


class Case:
    """One operator, its tensors and one input vector."""

    def __init__(self, op, note=""):
        self.op, self.note = op, note
        self.tensors, self.buffers = [], [S.BufferT()]
        self.ins, self.outs, self.values = [], [], []
        self.graph_outputs = None  # the operator's outputs, unless a case says otherwise
        self.code, self.version, self.options = None, 1, None
        self.tensorflow = False  # whether TensorFlow Lite's reference kernels answer, where Micro has none

    def tensor(self, name, shape, dtype, scale=None, zero=0, axis=0, data=None):
        t = S.TensorT()
        t.name, t.shape, t.type = name.encode(), list(shape), TYPE[dtype]
        if scale is not None:
            q = S.QuantizationParametersT()
            q.scale = np.atleast_1d(np.asarray(scale, F32))
            q.zeroPoint = np.full(len(q.scale), zero, np.int64)
            q.quantizedDimension = axis
            t.quantization = q
        if data is not None:
            b = S.BufferT()
            b.data = np.frombuffer(np.ascontiguousarray(data, dtype).tobytes(), np.uint8)
            self.buffers.append(b)
            t.buffer = len(self.buffers) - 1
        self.tensors.append(t)
        self.ins.append(len(self.tensors) - 1)
        return t

    def input(self, name, values, scale=None, zero=0):
        dtype = values.dtype.type
        self.tensor(name, values.shape, dtype, scale, zero)
        self.values.append(values)
        self.graph_inputs = getattr(self, "graph_inputs", []) + [self.ins[-1]]

    def output(self, shape, dtype=I8, scale=None, zero=0):
        self.tensor("output", shape, dtype, scale, zero)
        self.outs.append(self.ins.pop())

    def operator(self, code, version, options):
        self.code, self.version = getattr(S.BuiltinOperator, code), version
        self.options = options

    def bytes(self):
        import flatbuffers

        o = S.OperatorT()
        o.inputs, o.outputs = self.ins, self.outs
        if self.options is not None:
            o.builtinOptionsType = getattr(S.BuiltinOptions, type(self.options).__name__[:-1])
            o.builtinOptions = self.options
        c = S.OperatorCodeT()
        c.builtinCode = c.deprecatedBuiltinCode = self.code
        c.version = self.version
        g = S.SubGraphT()
        g.tensors, g.inputs, g.operators = self.tensors, self.graph_inputs, [o]
        g.outputs = self.graph_outputs or self.outs
        g.name = b"main"
        m = S.ModelT()
        m.version, m.operatorCodes, m.subgraphs, m.buffers = 3, [c], [g], self.buffers
        m.description = self.note.encode()
        b = flatbuffers.Builder(4096)
        b.Finish(m.Pack(b), b"TFL3")
        return bytes(b.Output())


def bytes8(rng, shape, dtype=I8):
    info = np.iinfo(dtype)
    return rng.integers(info.min, info.max + 1, shape).astype(dtype)


def log_uniform(rng, lo, hi, size=None):
    return np.exp(rng.uniform(np.log(lo), np.log(hi), size)).astype(F32)


def zero_point(rng, i):
    """-128 and 127 often, something random otherwise."""
    return int((-128, 127, 0)[i % 5]) if i % 5 < 3 else int(rng.integers(-128, 128))


def fused(rng, i, spread):
    """Activation, output scale and zero point so that the clamps matter for values of this spread."""
    act = ACTS[i % 4]
    if act in ("relu6", "relu1"):
        # The output scale is free: choose it so that 6 (or 1) lies inside the range of the values.
        bound = 6.0 if act == "relu6" else 1.0
        scale = F32(bound / rng.uniform(30, 120))
        zero = int(rng.integers(-128, -60)) if act == "relu6" else int(rng.integers(-10, 10))
    else:
        scale = F32(spread / rng.uniform(35, 70))
        zero = int(rng.integers(-40, 40))
    return act, scale, zero


def size_out(n, k, s, d, padding):
    eff = (k - 1) * d + 1
    return -(-n // s) if padding == SAME else (n - eff) // s + 1


# (H, W, Cin, Cout or multiplier, kh, kw, sh, sw, dh, dw, padding)
CONV = [
    (1, 1, 1, 1, 1, 1, 1, 1, 1, 1, VALID),
    (5, 5, 3, 4, 3, 3, 1, 1, 1, 1, SAME),
    (7, 5, 2, 5, 3, 3, 2, 2, 1, 1, SAME),
    (8, 9, 4, 3, 3, 3, 2, 2, 1, 1, VALID),
    (9, 7, 1, 6, 5, 5, 1, 1, 1, 1, SAME),
    (11, 4, 5, 2, 4, 1, 3, 1, 1, 1, VALID),
    (4, 13, 3, 3, 1, 5, 1, 3, 1, 1, SAME),
    (7, 7, 9, 5, 2, 2, 1, 1, 1, 1, SAME),
    (10, 10, 2, 2, 3, 3, 1, 1, 2, 2, SAME),
    (10, 9, 3, 4, 3, 2, 1, 1, 2, 2, VALID),
    (9, 6, 8, 7, 1, 1, 1, 1, 1, 1, SAME),
    (6, 6, 6, 4, 1, 1, 2, 2, 1, 1, VALID),
    (7, 8, 4, 4, 1, 1, 3, 3, 1, 1, SAME),
    (3, 3, 7, 3, 5, 5, 1, 1, 1, 1, SAME),
    (1, 1, 4, 8, 3, 3, 1, 1, 1, 1, SAME),
    (13, 1, 3, 5, 5, 1, 2, 2, 1, 1, SAME),
    (1, 17, 2, 4, 1, 4, 1, 2, 1, 1, SAME),
    (12, 10, 1, 8, 4, 5, 2, 1, 1, 1, SAME),
    (6, 7, 3, 2, 3, 4, 3, 2, 1, 1, SAME),
    (9, 9, 2, 3, 3, 1, 1, 1, 2, 1, SAME),
    (8, 5, 5, 1, 2, 3, 2, 2, 1, 1, VALID),
    (5, 6, 4, 9, 3, 3, 1, 1, 1, 1, VALID),
    (2, 2, 3, 3, 4, 4, 2, 2, 1, 1, SAME),
]


def conv_like(rng, i, depthwise, spec):
    h, w, cin, n, kh, kw, sh, sw, dh, dw, padding = spec
    cout = cin * n if depthwise else n
    fan = kh * kw * (1 if depthwise else cin)
    per_channel = i % 3 != 2 and cout > 1
    has_bias = depthwise or i % 4 != 3  # the reference asserts a bias in depthwise convolutions
    s_in, z_in = log_uniform(rng, 1e-3, 0.1), zero_point(rng, i)
    s_w = log_uniform(rng, 1e-3, 2e-2, cout if per_channel else 1)
    spread = float(np.sqrt(fan) * 73 * 100 * s_in * np.mean(s_w))
    extreme = ""
    if i % 8 == 5:  # multipliers above one: few, small products, fine output scale
        extreme = " multiplier>1"
    if i % 8 == 6:  # tiny multipliers: the bias carries the value
        extreme = " tiny multiplier"
    act, s_out, z_out = fused(rng, i, spread)
    if act in ("relu6", "relu1"):
        # Rescale the weights instead so that the bound cuts the distribution.
        s_w = (s_w * F32((4.0 if act == "relu6" else 0.8) / spread)).astype(F32)
    bias = np.round(rng.normal(0, np.sqrt(fan) * 3000, cout)).astype(np.int64)
    shape = (1, kh, kw, cout) if depthwise else (cout, kh, kw, cin)
    weights = rng.integers(-127, 128, shape).astype(I8)
    x = bytes8(rng, (1, h, w, cin))
    if extreme == " multiplier>1":
        weights = rng.integers(-2, 3, shape).astype(I8)
        act, z_out, bias = "none", 3, np.round(bias / 3000).astype(np.int64)
        x = np.clip(z_in + rng.integers(-6, 7, x.shape), -128, 127).astype(I8)
        s_out = F32(s_in * np.min(s_w) / rng.choice([1.0, 1.7, 2.0, 3.3, 6.1]))
    if extreme == " tiny multiplier":
        has_bias, act, z_out = True, "none", 0
        bias = rng.integers(-(2**30), 2**30, cout)
        s_out = F32(s_in * np.mean(s_w) * 2.0**30 / 60)
    c = Case("depthwise_conv_2d" if depthwise else "conv_2d")
    c.note = (
        f"{h}x{w}x{cin} k{kh}x{kw} s{sh}x{sw} d{dh}x{dw} {'SAME' if padding == SAME else 'VALID'} "
        f"{'mult' if depthwise else 'out'} {n} {act}{' per-channel' if len(s_w) > 1 else ' per-tensor'}"
        f"{'' if has_bias else ' no bias'} zp {z_in}{extreme}"
    )
    c.input("input", x, s_in, z_in)
    c.tensor("weights", shape, I8, s_w, 0, 3 if depthwise else 0, weights)
    if has_bias:
        c.tensor("bias", (cout,), I32, (s_in * s_w).astype(F32), 0, 0, bias)
    oh, ow = size_out(h, kh, sh, dh, padding), size_out(w, kw, sw, dw, padding)
    c.output((1, oh, ow, cout), I8, s_out, z_out)
    o = S.DepthwiseConv2DOptionsT() if depthwise else S.Conv2DOptionsT()
    o.padding, o.strideH, o.strideW, o.dilationHFactor, o.dilationWFactor = padding, sh, sw, dh, dw
    o.fusedActivationFunction = ACT[act]
    if depthwise:
        o.depthMultiplier = n
    c.operator("DEPTHWISE_CONV_2D" if depthwise else "CONV_2D", 3, o)
    return c


def requant(acc, m, shift):
    """Double rounding, on i64 arrays."""
    a = acc << max(shift, 0)
    h = (a * m + (1 << 30)) >> 31
    r = max(-shift, 0)
    return h if r == 0 else (h + (h >> 31) + (1 << (r - 1))) >> r


def multiplier(r):
    q, e = np.frexp(np.float64(r))
    m = int(np.floor(q * 2.0**31 + 0.5))
    return (m // 2, int(e) + 1) if m == 2**31 else (m, int(e))


def pointwise_with_accumulators(name, note, s_in, s_w, s_out, wanted, fully=False):
    """One pixel, one output channel per wanted accumulator value, reached through the bias."""
    rng = np.random.default_rng(zlib.crc32(note.encode()))
    n, cin = len(wanted), 3
    x, z_in = bytes8(rng, (1, cin) if fully else (1, 1, 1, cin)), -5
    weights = rng.integers(-127, 128, (n, cin)).astype(I8)
    bias = np.asarray(wanted, np.int64) - weights.astype(np.int64) @ (x.reshape(-1).astype(np.int64) - z_in)
    c = Case(name, note)
    c.input("input", x, s_in, z_in)
    c.tensor("weights", (n, cin) if fully else (n, 1, 1, cin), I8, s_w, 0, 0, weights)
    c.tensor("bias", (n,), I32, F32(F32(s_in) * np.max(s_w)), 0, 0, bias)
    c.output((1, n) if fully else (1, 1, 1, n), I8, s_out, 0)
    if fully:
        c.operator("FULLY_CONNECTED", 4, S.FullyConnectedOptionsT())
    else:
        o = S.Conv2DOptionsT()
        o.padding, o.strideH, o.strideW = VALID, 1, 1
        c.operator("CONV_2D", 3, o)
    return c


def rounding_cases():
    """Accumulators on which double rounding differs from rounding once, and a multiplier that carries."""
    s_in, s_w, s_out = F32(0.013), F32(0.0071), F32(0.37)
    m, shift = multiplier(np.float64(s_in) * np.float64(s_w) / np.float64(s_out))
    acc = np.arange(-500_000, 500_000, dtype=np.int64)
    double = requant(acc, m, shift)
    single = (acc * m + (1 << (30 - shift))) >> (31 - shift)
    differ = acc[(double != single) & (abs(double) < 128)]
    yield pointwise_with_accumulators(
        "conv_2d", "accumulators where double rounding differs from single", s_in, s_w, s_out, differ[:: max(1, len(differ) // 24)][:24]
    )
    e = 2.0**-23
    halves = np.concatenate([np.arange(-15, 16, 2) << 3, np.arange(-15, 16, 2)])
    yield pointwise_with_accumulators(
        "conv_2d", "multiplier carries at 2^31; exact halves", F32((1 + e) / 4), F32((1 - e) / 4), F32(1.0), halves
    )
    yield pointwise_with_accumulators(
        "conv_2d", "one channel's multiplier flushes to zero, one is at the limit", F32(0.01),
        np.array([1e-12, 2.0**-25, 1e-2, 3e-9], F32), F32(0.9), [2**30, 2**30, 5000, 2**30 - 7],
    )  # fmt: skip


def conv_2d():
    for i, spec in enumerate(CONV):
        yield conv_like(np.random.default_rng(1000 + i), i, False, spec)
    yield from rounding_cases()


def depthwise_conv_2d():
    multipliers = [1, 1, 2, 3]
    for i, spec in enumerate(CONV):
        spec = spec[:3] + (multipliers[(i * 3 + i // 4) % 4],) + spec[4:]
        yield conv_like(np.random.default_rng(2000 + i), i, True, spec)


def fully_connected():
    # rows, depth, units, per-channel, bias, keep dims
    specs = [
        (1, 1, 1, 0, 1), (1, 5, 1, 0, 1), (1, 9, 1, 1, 1), (1, 16, 4, 0, 1), (1, 16, 4, 1, 1),
        (1, 33, 7, 1, 0), (1, 33, 7, 0, 0), (1, 64, 10, 1, 1), (1, 64, 10, 0, 1), (5, 8, 6, 1, 1),
        (3, 7, 5, 0, 1), (1, 128, 3, 1, 1), (1, 128, 3, 0, 1), (1, 30, 9, 1, 1), (1, 30, 9, 0, 1),
        (1, 12, 8, 1, 1), (1, 12, 8, 0, 1), (1, 24, 11, 1, 0), (1, 24, 11, 0, 1), (4, 6, 3, 1, 0),
        (1, 200, 6, 1, 1), (1, 200, 6, 0, 1),
    ]  # fmt: skip
    for i, (rows, depth, units, per_channel, has_bias) in enumerate(specs):
        rng = np.random.default_rng(3000 + i)
        s_in, z_in = log_uniform(rng, 1e-3, 0.1), zero_point(rng, i)
        s_w = log_uniform(rng, 1e-3, 2e-2, units if per_channel else 1)
        spread = float(np.sqrt(depth) * 73 * 100 * s_in * np.mean(s_w))
        act, s_out, z_out = fused(rng, i, spread)
        if act in ("relu6", "relu1"):
            s_w = (s_w * F32((4.0 if act == "relu6" else 0.8) / spread)).astype(F32)
        flatten = rows == 1 and depth % 4 == 0 and i % 2 == 0  # the input's own shape does not matter
        shape = (1, 2, 2, depth // 4) if flatten else (1, depth) if rows == 1 else (1, rows, depth)
        c = Case("fully_connected")
        c.note = (
            f"{shape} -> {units} {act} {'per-channel' if len(s_w) > 1 else 'per-tensor'}"
            f"{'' if has_bias else ' no bias'} zp {z_in}"
        )
        c.input("input", bytes8(rng, shape), s_in, z_in)
        c.tensor("weights", (units, depth), I8, s_w, 0, 0, rng.integers(-127, 128, (units, depth)))
        if has_bias:
            bias = np.round(rng.normal(0, np.sqrt(depth) * 3000, units))
            c.tensor("bias", (units,), I32, (s_in * s_w).astype(F32), 0, 0, bias)
        c.output((1, units) if rows == 1 else (1, rows, units), I8, s_out, z_out)
        o = S.FullyConnectedOptionsT()
        o.fusedActivationFunction, o.keepNumDims = ACT[act], rows > 1
        c.operator("FULLY_CONNECTED", 4, o)
        yield c
    # The per-tensor scale product is rounded in float32: accumulators on which this shows.
    scales = [(F32(0.0123 + k * 1e-5), F32(0.00077), F32(0.61)) for k in range(200)]
    error = [abs(float(a * b) / (float(a) * float(b)) - 1) for a, b, _ in scales]
    s_in, s_w, s_out = scales[int(np.argmax(error))]
    m32, shift = multiplier(np.float64(s_in * s_w) / np.float64(s_out))
    m64, _ = multiplier(np.float64(s_in) * np.float64(s_w) / np.float64(s_out))
    acc = np.arange(-(2**23), 2**23, dtype=np.int64)
    differ = acc[(requant(acc, m32, shift) != requant(acc, m64, shift)) & (abs(requant(acc, m32, shift)) < 128)]
    assert len(differ)
    differ = differ[:: max(1, len(differ) // 16)][:16]
    yield pointwise_with_accumulators(
        "fully_connected", "per-tensor: the scale product is rounded in float32", s_in, s_w, s_out, differ, True
    )
    yield pointwise_with_accumulators(
        "fully_connected", "per-channel: the scale product is in double", s_in, np.full(len(differ), s_w), s_out, differ, True
    )
    # One unit: one weight scale, hence the float32 path whatever the quantiser meant.
    yield pointwise_with_accumulators(
        "fully_connected", "one unit takes the per-tensor path", s_in, s_w, s_out, differ[:1], True
    )


def average_pool_2d():
    # H, W, C, kh, kw, sh, sw, padding
    specs = [
        (1, 1, 1, 1, 1, 1, 1, VALID), (4, 4, 3, 2, 2, 2, 2, VALID), (5, 5, 2, 2, 2, 2, 2, SAME),
        (5, 7, 3, 3, 3, 1, 1, SAME), (7, 5, 4, 3, 3, 2, 2, SAME), (8, 8, 1, 5, 5, 3, 3, SAME),
        (9, 6, 5, 4, 1, 2, 1, VALID), (6, 9, 2, 1, 4, 1, 3, SAME), (3, 3, 8, 3, 3, 1, 1, VALID),
        (7, 7, 6, 7, 7, 7, 7, VALID), (25, 5, 4, 25, 5, 25, 5, VALID), (1, 1, 5, 3, 3, 1, 1, SAME),
        (13, 1, 3, 3, 1, 2, 1, SAME), (1, 13, 3, 1, 5, 1, 2, SAME), (10, 11, 2, 2, 3, 3, 2, SAME),
        (6, 6, 9, 3, 2, 2, 3, VALID), (4, 5, 3, 5, 5, 1, 1, SAME), (11, 3, 7, 2, 2, 1, 1, VALID),
        (8, 4, 1, 3, 3, 3, 3, SAME), (2, 2, 4, 4, 4, 2, 2, SAME), (5, 4, 2, 1, 1, 2, 2, SAME),
        (9, 9, 3, 5, 4, 2, 2, VALID),
    ]  # fmt: skip
    for i, (h, w, ch, kh, kw, sh, sw, padding) in enumerate(specs):
        rng = np.random.default_rng(4000 + i)
        act = ACTS[i % 4]
        zero = zero_point(rng, i) if act == "none" else int(rng.integers(-40, -2 if act == "relu" else 5))
        scale = F32({"relu6": 0.11, "relu1": 0.031}.get(act, float(log_uniform(rng, 1e-4, 1))))
        c = Case("average_pool_2d")
        c.note = f"{h}x{w}x{ch} k{kh}x{kw} s{sh}x{sw} {'SAME' if padding == SAME else 'VALID'} {act} zp {zero}"
        lo, hi = ((-128, 128), (-128, -60), (60, 128))[i % 3] if act == "none" else (-128, 128)
        c.input("input", rng.integers(lo, hi, (1, h, w, ch)).astype(I8), scale, zero)
        c.output((1, size_out(h, kh, sh, 1, padding), size_out(w, kw, sw, 1, padding), ch), I8, scale, zero)
        o = S.Pool2DOptionsT()
        o.padding, o.strideH, o.strideW, o.filterHeight, o.filterWidth = padding, sh, sw, kh, kw
        o.fusedActivationFunction = ACT[act]
        c.operator("AVERAGE_POOL_2D", 2, o)
        yield c


def add():
    n = (1, 6, 5, 4)
    # shape 1, shape 2, which operand is constant
    specs = [
        (n, n, 0), (n, n, 0), (n, n, 0), (n, n, 0), (n, n, 0), (n, n, 0), (n, n, 2), (n, n, 1),
        (n, (1, 1, 1, 4), 0), (n, (1, 1, 1, 4), 2), ((1, 1, 1, 4), n, 1), (n, (4,), 2), (n, (1,), 2), (n, (), 2),
        (n, (1, 6, 1, 4), 0), (n, (1, 1, 5, 4), 0), (n, (1, 6, 5, 1), 0), ((1, 6, 1, 1), n, 0),
        ((1, 6, 1, 4), (1, 1, 5, 1), 0), ((1, 6, 1, 1), (1, 1, 5, 4), 0), ((1, 23), (1, 23), 0), ((1, 7, 3), (1, 1, 3), 0),
        ((1, 1, 1, 1), (1, 1, 1, 1), 0), ((1, 7, 3), (3,), 2),
    ]  # fmt: skip
    ratios = [1, 2, 0.5, 1.37, 0.01, 300, 1e-4, 3.1]
    for i, (a, b, constant) in enumerate(specs):
        rng = np.random.default_rng(5000 + i)
        if i < 6:
            a = b = (1, 16, 16, 4)  # all kinds of pairs
        s1 = log_uniform(rng, 1e-3, 0.1)
        s2 = F32(s1 * F32(ratios[i % 8]))
        z1, z2 = zero_point(rng, i), zero_point(rng, i + 2)
        if i % 4 and i >= 6:  # an activation clamps: keep the sum centred
            z1, z2 = (int(z) for z in rng.integers(-40, 40, 2))
        act, s_out, z_out = fused(rng, i // 2 if i < 6 else i, 100 * max(s1, s2))
        if act in ("relu6", "relu1"):
            f = F32((4.0 if act == "relu6" else 0.8) / (100 * max(s1, s2)))
            s1, s2 = F32(s1 * f), F32(s2 * f)
        if i == 20:
            s_out = F32(max(s1, s2) * F32(7e-6))  # nearly the smallest scale that is accepted: saturates
            z_out = 0
        c = Case("add")
        c.note = f"{a} + {b} scales 1:{float(s2 / s1):.4g} zp {z1},{z2} {act}" + (f" constant {constant}" if constant else "")
        for k, (shape, scale, zero) in enumerate(((a, s1, z1), (b, s2, z2)), 1):
            x = bytes8(rng, shape)
            if k == constant:
                c.tensor(f"constant{k}", shape, I8, scale, zero, 0, x)
            else:
                c.input(f"input{k}", x, scale, zero)
        c.output(np.broadcast_shapes(a, b), I8, s_out, z_out)
        o = S.AddOptionsT()
        o.fusedActivationFunction = ACT[act]
        c.operator("ADD", 2, o)
        yield c


def mean():
    full = (1, 5, 7, 3)
    specs = [(full, [a for a in range(4) if mask >> a & 1], bool(mask & 1)) for mask in range(1, 16)]
    specs += [
        ((1, 8, 8, 4), [1, 2], True), ((1, 8, 8, 4), [-3, -2], False), ((1, 16, 4, 5), [2], True), ((1, 4, 16, 5), [1], True),
        (full, [-1], True), (full, [2, 1], False), (full, [1, 1, -3], False), ((1, 9, 6), [1], False), ((1, 9, 6), [-1], True),
        ((1, 40), [1], True), ((1, 1, 1, 6), [1, 2], False), ((1, 25, 20, 2), [1, 2], False),
    ]  # fmt: skip
    ratios = [1, 1.9, 0.23, 7.7, 0.9, 33.0, 0.05]
    for i, (shape, axes, keep) in enumerate(specs):
        rng = np.random.default_rng(6000 + i)
        s_in, z_in = log_uniform(rng, 1e-4, 0.1), zero_point(rng, i)
        ratio = ratios[i % 7]
        x = bytes8(rng, shape)
        if ratio > 4:  # a fine output scale: values close to the zero point, or all saturates
            x = np.clip(z_in + rng.integers(-8, 9, shape), -128, 127).astype(I8)
        s_out = F32(s_in / F32(ratio))
        reduced = tuple({a % len(shape) for a in axes})
        centre = (np.mean(x.astype(float)) - z_in) * ratio
        z_out = int(np.clip(-centre + rng.integers(-20, 20), -128, 127))
        c = Case("mean", f"{shape} axes {axes}{' keep' if keep else ''} zp {z_in}->{z_out} ratio {ratio}")
        c.input("input", x, s_in, z_in)
        c.tensor("axes", (len(axes),), I32, data=np.array(axes))
        out = tuple(1 if a in reduced else n for a, n in enumerate(shape) if keep or a not in reduced)
        c.output(out, I8, s_out, z_out)
        o = S.ReducerOptionsT()
        o.keepDims = keep
        c.operator("MEAN", 2, o)
        yield c


def pad():
    specs = [
        ((1, 3, 4, 2), (0, 0, 1, 1, 1, 1, 0, 0), I8), ((1, 3, 4, 2), (0, 0, 0, 1, 0, 1, 0, 0), I8),
        ((1, 3, 4, 2), (0, 0, 2, 0, 0, 3, 0, 0), I8), ((1, 3, 4, 2), (0, 0, 0, 0, 0, 0, 1, 2), I8),
        ((1, 5, 1, 3), (0, 0, 3, 3, 0, 0, 0, 0), I8), ((1, 1, 5, 3), (0, 0, 0, 0, 3, 3, 0, 0), I8),
        ((1, 4, 4, 1), (0, 0, 1, 2, 2, 1, 3, 1), I8), ((1, 1, 1, 1), (0, 0, 2, 2, 2, 2, 0, 0), I8),
        ((1, 1, 1, 1), (0, 0, 0, 0, 0, 0, 4, 3), I8), ((1, 6, 5, 4), (0, 0, 0, 0, 0, 0, 0, 0), I8),
        ((1, 6, 5, 4), (0, 0, 0, 0, 0, 0, 0, 4), I8), ((1, 6, 5, 4), (0, 0, 0, 0, 1, 0, 2, 0), I8),
        ((1, 9), (0, 0, 2, 3), I8), ((1, 9), (0, 0, 0, 5), I8), ((1, 4, 3), (0, 0, 2, 1, 0, 1), I8),
        ((1, 4, 3), (0, 0, 0, 0, 3, 3), I8), ((1, 7, 2, 3), (0, 0, 5, 4, 0, 0, 0, 0), I8), ((1, 2, 7, 3), (0, 0, 1, 0, 5, 6, 0, 1), I8),
        ((1, 8, 8, 3), (0, 0, 0, 1, 0, 1, 0, 0), I8), ((1, 3, 3, 9), (0, 0, 1, 1, 1, 1, 0, 0), I8),
        ((1, 3, 4, 2), (0, 0, 1, 2, 2, 1, 0, 0), F32), ((1, 5), (0, 0, 1, 2), F32),
    ]  # fmt: skip
    for i, (shape, paddings, dtype) in enumerate(specs):
        rng = np.random.default_rng(7000 + i)
        p = np.array(paddings).reshape(-1, 2)
        c = Case("pad")
        quant = (log_uniform(rng, 1e-3, 0.1), zero_point(rng, i)) if dtype == I8 else ()
        c.note = f"{shape} by {p.tolist()} " + (f"zp {quant[1]}" if quant else "float32")
        x = bytes8(rng, shape) if dtype == I8 else rng.normal(0, 1, shape).astype(F32)
        c.input("input", x, *quant)
        c.tensor("paddings", p.shape, I32, data=p)
        c.output(tuple(np.array(shape) + p.sum(axis=1)), dtype, *quant)
        c.operator("PAD", 2, S.PadOptionsT())
        yield c


def reshape():
    specs = [
        ((1, 4, 6, 2), (1, 48)), ((1, 4, 6, 2), (1, 6, 4, 2)), ((1, 4, 6, 2), (1, 24, 2)), ((1, 48), (1, 4, 6, 2)),
        ((1, 1, 1, 10), (1, 10)), ((1, 10), (1, 1, 1, 10)), ((1, 4, 6, 2), (1, 4, 12)), ((1, 4, 6, 2), (1, 8, 3, 2)),
        ((1, 4, 6, 2), (1, 2, 2, 12)), ((1, 4, 12), (1, 4, 4, 3)), ((1, 5, 1, 3), (1, 1, 5, 3)), ((1, 5, 3), (1, 5, 1, 3)),
        ((1, 5, 1, 3), (1, 5, 3)), ((1, 7, 2, 3), (1, 1, 14, 3)), ((1, 7, 2, 3), (1, 42, 1, 1)), ((1, 7, 2, 3), (1, 1, 1, 42)),
        ((1, 7, 2, 3), (42,)), ((42,), (1, 7, 2, 3)), ((1, 1, 1, 1), (1,)), ((1, 3, 5, 7), (1, 7, 5, 3)),
        ((1, 3, 5, 7), (1, 105, 1)), ((1, 4, 6, 2), (1, 48), F32),
    ]  # fmt: skip
    for i, (a, b, *dtype) in enumerate(specs):
        rng = np.random.default_rng(8000 + i)
        quant = () if dtype else (log_uniform(rng, 1e-3, 0.1), zero_point(rng, i))
        x = rng.normal(0, 1, a).astype(F32) if dtype else bytes8(rng, a)
        c = Case("reshape", f"{a} to {b}{' float32' if dtype else ''}{' no shape tensor' if i % 3 == 2 else ''}")
        c.input("input", x, *quant)
        wanted = [-1 if k == i % len(b) and i % 3 == 1 else n for k, n in enumerate(b)]
        if i % 3 != 2:
            c.tensor("shape", (len(b),), I32, data=np.array(wanted))
        c.output(b, x.dtype.type, *quant)
        o = S.ReshapeOptionsT()
        o.newShape = list(wanted)
        c.operator("RESHAPE", 1, o)
        yield c


def softmax():
    specs = [
        ((1, 10), 0.1, 1.0), ((1, 2), 0.05, 1.0), ((1, 1), 0.05, 1.0), ((1, 12), 0.004, 1.0), ((1, 100), 0.03, 1.0),
        ((1, 10), 0.25, 0.5), ((1, 10), 0.02, 10.0), ((1, 10), 1.0, 1.0), ((1, 10), 40.0, 1.0), ((1, 10), 16.0, 1.0),
        ((1, 7), 1e-4, 1.0), ((1, 7), 1e-7, 1.0), ((1, 4, 3, 5), 0.07, 1.0), ((1, 3, 4, 21), 0.03, 2.0), ((1, 1, 1, 8), 0.12, 1.0),
        ((1, 6, 4), 0.09, 1.0), ((1, 33), 0.0625, 1.0), ((1, 33), 0.125, 1.0), ((1, 511), 0.01, 1.0), ((1, 300), 0.2, 1.0),
        ((1, 256), 0.06, 1.0), ((1, 64), 0.5, 0.3), ((1, 16), 3.0, 1.7), ((1, 5, 2, 3), 0.3, 0.7),
    ]  # fmt: skip
    for i, (shape, scale, beta) in enumerate(specs):
        rng = np.random.default_rng(9000 + i)
        x = bytes8(rng, shape)
        note = ""
        if i == 18:
            x[:], note = 17, " all equal"
        if i == 20:
            x[0], note = np.arange(-128, 128), " every byte once"
        if i in (16, 17):
            x = np.clip(90 - rng.exponential(30, shape), -128, 127).astype(I8)
        if i in (7, 8, 9, 22):
            x = (100 - rng.integers(0, 12, shape)).astype(I8)
        c = Case("softmax", f"{shape} scale {scale} beta {beta}{note}")
        c.input("input", x, scale, zero_point(rng, i))
        c.output(shape, I8, 1 / 256, -128)
        o = S.SoftmaxOptionsT()
        o.beta = beta
        c.operator("SOFTMAX", 2, o)
        yield c


def transpose():
    specs = [
        ((5, 7), (1, 0)), ((1, 9), (1, 0)), ((1, 9), (0, 1)), ((1, 4, 6), (0, 2, 1)), ((2, 3, 4), (0, 1, 2)), ((2, 3, 4), (1, 0, 2)),
        ((2, 3, 4), (2, 1, 0)), ((2, 3, 4), (1, 2, 0)), ((2, 3, 4), (2, 0, 1)), ((1, 3, 4, 5), (0, 3, 1, 2)), ((1, 3, 4, 5), (0, 2, 3, 1)),
        ((1, 3, 4, 5), (0, 2, 1, 3)), ((1, 3, 4, 5), (0, 1, 3, 2)), ((1, 3, 4, 5), (0, 3, 2, 1)), ((1, 3, 4, 5), (0, 1, 2, 3)),
        ((1, 3, 4, 5), (3, 2, 1, 0)), ((1, 3, 4, 5), (1, 0, 2, 3)), ((2, 3, 4, 5), (2, 3, 0, 1)), ((2, 3, 4, 5), (1, 3, 0, 2)),
        ((1, 3, 20, 1), (0, 2, 3, 1)), ((1, 1, 7, 6), (0, 3, 1, 2)), ((1, 3, 4, 5), (0, 2, 3, 1), F32), ((1, 6, 3), (0, 2, 1), F32),
    ]  # fmt: skip
    for i, (shape, perm, *dtype) in enumerate(specs):
        rng = np.random.default_rng(10000 + i)
        quant = () if dtype else (log_uniform(rng, 1e-3, 0.1), zero_point(rng, i))
        x = rng.normal(0, 1, shape).astype(F32) if dtype else bytes8(rng, shape)
        c = Case("transpose", f"{shape} perm {perm}{' float32' if dtype else ''}")
        c.input("input", x, *quant)
        c.tensor("perm", (len(perm),), I32, data=np.array(perm))
        c.output(tuple(shape[p] for p in perm), x.dtype.type, *quant)
        c.operator("TRANSPOSE", 2, S.TransposeOptionsT())
        yield c


def every_byte(dtype):
    return np.arange(256, dtype=np.uint8).view(dtype).reshape(1, 16, 16, 1)


def quantize():
    # type in, type out, ratio of the scales, zero points
    specs = [
        (I8, I8, 1.0, 3, 3), (I8, I8, 1.0, -10, 20), (I8, I8, 1.7, 0, 0), (I8, I8, 0.31, -128, 90), (I8, I8, 2.0, 5, -7), (I8, I8, 0.5, 5, -7),
        (I8, I8, 100.0, 1, 1), (I8, I8, 0.02, 1, 1), (I8, U8, 1.0, -128, 0), (I8, U8, 1.0, 0, 128), (I8, U8, 1.0, 0, 100), (I8, U8, 0.77, -3, 131),
        (I8, U8, 3.3, 127, 255), (U8, I8, 1.0, 128, 0), (U8, I8, 1.0, 0, -128), (U8, I8, 1.0, 100, 0), (U8, I8, 0.9, 131, -3), (U8, I8, 2.4, 255, 127),
    ]  # fmt: skip
    for i, (a, b, ratio, z_in, z_out) in enumerate(specs):
        rng = np.random.default_rng(11000 + i)
        s_in = log_uniform(rng, 1e-3, 0.1)
        c = Case("quantize", f"{a.__name__} to {b.__name__} ratio {ratio} zp {z_in}->{z_out}, every byte")
        c.input("input", every_byte(a), s_in, z_in)
        c.output((1, 16, 16, 1), b, F32(s_in / F32(ratio)), z_out)
        c.operator("QUANTIZE", 2, S.QuantizeOptionsT())
        yield c
    for i, (scale, zero) in enumerate([(0.02, 0), (0.0078125, -128), (0.25, 127), (1 / 3, 5), (0.5, -1), (1e-5, 7), (37.5, -64)]):
        rng = np.random.default_rng(11500 + i)
        scale = F32(scale)
        q = rng.uniform(-300, 300, (1, 12, 12, 1)).astype(F32)
        halves = (np.arange(-36, 36) + F32(0.5)).astype(F32)
        q.reshape(-1)[:72] = halves
        q.reshape(-1)[72:80] = [0.0, -0.0, 0.49999997, -0.49999997, 1e9, -1e9, 1e-38, -1e-40]
        x = (q * scale).astype(F32)
        x.reshape(-1)[80:90] = np.nextafter(x.reshape(-1)[20:30], F32(np.inf))
        x.reshape(-1)[90:100] = np.nextafter(x.reshape(-1)[20:30], F32(-np.inf))
        c = Case("quantize", f"float32 to int8 scale {scale} zp {zero}, halves and neighbours")
        c.input("input", x)
        c.output(x.shape, I8, scale, zero)
        c.operator("QUANTIZE", 1, S.QuantizeOptionsT())
        yield c


def dequantize():
    specs = [(I8, z) for z in (0, -128, 127, 5, -77, 1, -1, 64, -3, 100)] + [(U8, z) for z in (0, 255, 128, 127, 3, 200, 77, 1, 254, 129)]
    for i, (dtype, zero) in enumerate(specs):
        rng = np.random.default_rng(12000 + i)
        scale = log_uniform(rng, 1e-6, 1e3)
        x = every_byte(dtype)
        if i % 5 == 4:
            x = bytes8(rng, (1, 9), dtype)
        c = Case("dequantize", f"{dtype.__name__} scale {float(scale):.6g} zp {zero} {x.shape}")
        c.input("input", x, scale, zero)
        c.output(x.shape, F32)
        c.operator("DEQUANTIZE", 2, S.DequantizeOptionsT())
        yield c


OPERATORS = [
    conv_2d, depthwise_conv_2d, fully_connected, average_pool_2d, add, mean,
    pad, reshape, softmax, transpose, quantize, dequantize,
]  # fmt: skip


def run(queue, model, values, outputs):
    queue.put([np.array(a) for a in vectors.Reference(model, len(values), outputs).run(values)])


def reference(model, values, outputs=1):
    """In a process of its own: the reference aborts on some models."""
    queue = multiprocessing.Queue()
    p = multiprocessing.Process(target=run, args=(queue, model, values, outputs))
    p.start()
    while p.is_alive() and queue.empty():
        p.join(0.005)
    out = None if queue.empty() and p.exitcode != 0 else queue.get()
    p.join()
    return out


def tensorflow(model, values):
    import tensorflow as tf

    resolver = tf.lite.experimental.OpResolverType.BUILTIN_REF
    lite = tf.lite.Interpreter(model_content=model, experimental_op_resolver_type=resolver)
    lite.allocate_tensors()
    for detail, value in zip(lite.get_input_details(), values):
        lite.set_tensor(detail["index"], value)
    lite.invoke()
    return [lite.get_tensor(detail["index"]) for detail in lite.get_output_details()]


def operators():
    """Those above and those of the modules single_*.py."""
    found = list(OPERATORS)
    for path in sorted(glob.glob(os.path.join(HERE, "single_*.py"))):
        found += importlib.import_module(os.path.basename(path)[:-3]).OPERATORS
    return found


def read_index():
    path = os.path.join(OUT, "index.txt")
    return open(path).read().splitlines() if os.path.exists(path) else []


def main(names):
    index = read_index() if names else []
    for make in operators():
        if names and make.__name__ not in names:
            continue
        for old in glob.glob(os.path.join(OUT, make.__name__ + "_[0-9]*")):
            os.remove(old)
        index = [line for line in index if not re.match(make.__name__ + r"_\d+:", line)]
        n = 0
        for case in make():
            model = case.bytes()
            out = tensorflow(model, case.values) if case.tensorflow else reference(model, case.values, len(case.graph_outputs or case.outs))
            if out is None:
                print("rejected:", case.op, case.note)
                continue
            name = f"{case.op}_{n:02d}"
            n += 1
            vectors.write(os.path.join(OUT, name + ".tflite"), model)
            vectors.write(os.path.join(OUT, name + ".in.bin"), vectors.join(case.values))
            vectors.write(os.path.join(OUT, name + ".out.bin"), vectors.join(out))
            kinds = len(np.unique(out[0]))
            index.append(f"{name}: {case.note}")
            if kinds < min(4, out[0].size):
                print("few values:", name, case.note, kinds, out[0].flatten()[:20])
        print(make.__name__, n)
    vectors.write(os.path.join(OUT, "index.txt"), ("\n".join(index) + "\n").encode())


if __name__ == "__main__":
    main(sys.argv[1:])
