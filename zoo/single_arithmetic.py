"""Cases of make_single.py: operators with two operands, maxima, sums, padding with a constant."""
import numpy as np

from make_single import (
    ACT, ACTS, F32, I8, I32, SAME, VALID, Case, S, bytes8, fused, log_uniform, size_out, zero_point,
)  # fmt: skip

N = (1, 6, 5, 4)
FULL = (1, 16, 16, 4)  # all kinds of pairs
# shape 1, shape 2, which operand is constant
PAIRS = [
    (FULL, FULL, 0), (FULL, FULL, 0), (FULL, FULL, 0), (FULL, FULL, 0), (N, N, 2), (N, N, 1),
    (N, (1, 1, 1, 4), 2), ((1, 1, 1, 4), N, 1), (N, (), 2), (N, (4,), 2), (N, (1, 6, 1, 4), 0), (N, (1, 1, 5, 4), 0),
    (N, (1, 6, 5, 1), 0), ((1, 6, 1, 1), N, 0), ((1, 6, 1, 4), (1, 1, 5, 1), 0), ((1, 23), (1, 23), 0),
    ((1, 7, 3), (1, 1, 3), 0), ((1, 1, 1, 1), N, 0), (FULL, FULL, 0), (FULL, FULL, 0),
]  # fmt: skip
RATIOS = [1, 2, 0.5, 1.37, 0.01, 300, 1e-4, 3.1]


def operands(c, rng, a, b, constant, quantisations, values=bytes8):
    for k, (shape, quant) in enumerate(((a, quantisations[0]), (b, quantisations[1])), 1):
        x = values(rng, shape)
        if k == constant:
            c.tensor(f"constant{k}", shape, I8, *quant, 0, x)
        else:
            c.input(f"input{k}", x, *quant)


def describe(c, a, b, constant, text):
    c.note = f"{a} {c.op} {b} {text}" + (f" constant {constant}" if constant else "")


def sub():
    for i, (a, b, constant) in enumerate(PAIRS):
        rng = np.random.default_rng(20000 + i)
        s1 = log_uniform(rng, 1e-3, 0.1)
        s2 = F32(s1 * F32(RATIOS[i % 8]))
        z1, z2 = zero_point(rng, i), zero_point(rng, i + 2)
        if i % 4 and i >= 4:
            z1, z2 = (int(z) for z in rng.integers(-40, 40, 2))
        act, s_out, z_out = fused(rng, i, 100 * max(s1, s2))
        if act in ("relu6", "relu1"):
            f = F32((4.0 if act == "relu6" else 0.8) / (100 * max(s1, s2)))
            s1, s2 = F32(s1 * f), F32(s2 * f)
        if i == 15:
            s_out, z_out = F32(max(s1, s2) * F32(7e-6)), 0  # nearly the smallest scale that is accepted
        c = Case("sub")
        describe(c, a, b, constant, f"scales 1:{float(s2 / s1):.4g} zp {z1},{z2} {act}")
        operands(c, rng, a, b, constant, ((s1, z1), (s2, z2)))
        c.output(np.broadcast_shapes(a, b), I8, s_out, z_out)
        o = S.SubOptionsT()
        o.fusedActivationFunction = ACT[act]
        c.operator("SUB", 2, o)
        yield c
    yield quotient_in_float32()


def scaled(x, factor):
    q, e = np.frexp(factor)
    h = (x * int(np.floor(q * 2.0**31 + 0.5)) + (1 << 30)) >> 31
    return h if e == 0 else (h + (h >> 31) + (1 << (-int(e) - 1))) >> -int(e)


def difference(x, y, s1, s2, s_out, wide):
    """The reference's formula; its quotients are in float32, or in double when `wide`."""
    t = np.float64 if wide else F32
    twice = t(2) * t(max(s1, s2))
    a, b = scaled(x << 20, np.float64(t(s1) / twice)), scaled(y << 20, np.float64(t(s2) / twice))
    return np.clip(scaled(a - b, np.float64(twice / (t(2**20) * t(s_out)))), -128, 127)


def quotient_in_float32():
    """Scales whose quotients, rounded to float32, give other bytes than quotients in double."""
    x, y = np.repeat(np.arange(-128, 128), 8), np.tile(np.arange(-4, 4), 256)
    rng = np.random.default_rng(20100)
    most, best = 0, None
    for _ in range(3000):
        s1, s2 = log_uniform(rng, 1e-3, 0.1, 2)
        s_out = F32(max(s1, s2) * F32(rng.uniform(0.8, 2)))
        differ = int(np.sum(difference(x, y, s1, s2, s_out, False) != difference(x, y, s1, s2, s_out, True)))
        if differ > most:
            most, best = differ, (s1, s2, s_out)
    s1, s2, s_out = best
    c = Case("sub", f"{most} bytes tell quotients in float32 from quotients in double")
    c.input("input1", x.astype(I8).reshape(1, 1, 256, 8), s1, 0)
    c.input("input2", y.astype(I8).reshape(1, 1, 256, 8), s2, 0)
    c.output((1, 1, 256, 8), I8, s_out, 0)
    c.operator("SUB", 2, S.SubOptionsT())
    return c


def mul():
    for i, (a, b, constant) in enumerate(PAIRS):
        rng = np.random.default_rng(21000 + i)
        s1, s2 = log_uniform(rng, 1e-3, 0.1, 2)
        z1, z2 = zero_point(rng, i), zero_point(rng, i + 2)
        if i % 4 and i >= 4:
            z1, z2 = (int(z) for z in rng.integers(-40, 40, 2))
        act, s_out, z_out = fused(rng, i, 5000 * s1 * s2)
        if act in ("relu6", "relu1"):
            f = F32((4.0 if act == "relu6" else 0.8) / (5000 * s1 * s2))
            s1 = F32(s1 * f)
        note = ""
        if i == 8:
            s_out, note = F32(s1 * s2 / 9), " multiplier>1"
        if i == 9:
            s_out, note = F32(s1 * s2 * 2.0**33), " flushed to zero"
        if i == 15:
            s_out, note = F32(s1 * s2 / 2**14), " a large shift"
        c = Case("mul")
        describe(c, a, b, constant, f"zp {z1},{z2}->{z_out} {act}{note}")
        operands(c, rng, a, b, constant, ((s1, z1), (s2, z2)))
        c.output(np.broadcast_shapes(a, b), I8, s_out, z_out)
        o = S.MulOptionsT()
        o.fusedActivationFunction = ACT[act]
        c.operator("MUL", 2, o)
        yield c


def extreme(name, seed):
    for i, (a, b, constant) in enumerate(PAIRS[2:18]):
        rng = np.random.default_rng(seed + i)
        quant = (log_uniform(rng, 1e-3, 0.1), zero_point(rng, i))
        c = Case(name)
        describe(c, a, b, constant, f"zp {quant[1]}")
        operands(c, rng, a, b, constant, (quant, quant))
        c.output(np.broadcast_shapes(a, b), I8, *quant)
        c.operator(name.upper(), 2, S.MaximumMinimumOptionsT())
        yield c


def maximum():
    yield from extreme("maximum", 22000)


def minimum():
    yield from extreme("minimum", 23000)


def max_pool_2d():
    # H, W, C, kh, kw, sh, sw, padding
    specs = [
        (1, 1, 1, 1, 1, 1, 1, VALID), (4, 4, 3, 2, 2, 2, 2, VALID), (5, 5, 2, 2, 2, 2, 2, SAME),
        (5, 7, 3, 3, 3, 1, 1, SAME), (7, 5, 4, 3, 3, 2, 2, SAME), (8, 8, 1, 5, 5, 3, 3, SAME),
        (9, 6, 5, 4, 1, 2, 1, VALID), (6, 9, 2, 1, 4, 1, 3, SAME), (3, 3, 8, 3, 3, 1, 1, VALID),
        (7, 7, 6, 7, 7, 7, 7, VALID), (1, 1, 5, 3, 3, 1, 1, SAME), (13, 1, 3, 3, 1, 2, 1, SAME),
        (1, 13, 3, 1, 5, 1, 2, SAME), (10, 11, 2, 2, 3, 3, 2, SAME), (4, 5, 3, 5, 5, 1, 1, SAME),
        (2, 2, 4, 4, 4, 2, 2, SAME), (9, 9, 3, 5, 4, 2, 2, VALID), (5, 4, 2, 1, 1, 2, 2, SAME),
    ]  # fmt: skip
    for i, (h, w, ch, kh, kw, sh, sw, padding) in enumerate(specs):
        rng = np.random.default_rng(24000 + i)
        act = ACTS[i % 4]
        zero = zero_point(rng, i) if act == "none" else int(rng.integers(40, 90) if i % 8 < 4 else rng.integers(-40, 5))
        scale = F32({"relu6": 0.11, "relu1": 0.031}.get(act, float(log_uniform(rng, 1e-4, 1))))
        c = Case("max_pool_2d")
        c.note = f"{h}x{w}x{ch} k{kh}x{kw} s{sh}x{sw} {'SAME' if padding == SAME else 'VALID'} {act} zp {zero}"
        lo, hi = ((-128, 128), (-128, -60), (60, 128))[i % 3] if act == "none" else (-128, 128)
        c.input("input", rng.integers(lo, hi, (1, h, w, ch)).astype(I8), scale, zero)
        c.output((1, size_out(h, kh, sh, 1, padding), size_out(w, kw, sw, 1, padding), ch), I8, scale, zero)
        o = S.Pool2DOptionsT()
        o.padding, o.strideH, o.strideW, o.filterHeight, o.filterWidth = padding, sh, sw, kh, kw
        o.fusedActivationFunction = ACT[act]
        c.operator("MAX_POOL_2D", 2, o)
        yield c


REDUCTIONS = [((1, 5, 7, 3), [a for a in range(4) if mask >> a & 1], bool(mask & 1)) for mask in range(2, 16)] + [
    ((1, 8, 8, 4), [-3, -2], False), ((1, 16, 4, 5), [2], True), ((1, 5, 7, 3), [1, 1, -3], False), ((1, 9, 6), [1], False),
    ((1, 9, 6), [-1], True), ((1, 40), [1], True),
]  # fmt: skip


def reduction(name, i, x, quant_in, quant_out, note):
    shape, axes, keep = REDUCTIONS[i]
    reduced = {a % len(shape) for a in axes}
    c = Case(name, f"{shape} axes {axes}{' keep' if keep else ''} {note}")
    c.input("input", x, *quant_in)
    c.tensor("axes", (len(axes),), I32, data=np.array(axes))
    out = tuple(1 if a in reduced else n for a, n in enumerate(shape) if keep or a not in reduced)
    c.output(out, I8, *quant_out)
    o = S.ReducerOptionsT()
    o.keepDims = keep
    c.operator(name.upper(), 2, o)
    return c


def sum():
    for i, (shape, axes, keep) in enumerate(REDUCTIONS):
        rng = np.random.default_rng(25000 + i)
        s_in, z_in = log_uniform(rng, 1e-4, 0.1), zero_point(rng, i)
        n = np.prod([shape[a] for a in {a % len(shape) for a in axes}])
        ratio = [1, 1.9, 0.23, 0.9, 0.05][i % 5] if i % 4 == 0 else 1 / np.sqrt(n)
        x = bytes8(rng, shape)
        if ratio * n > 4:  # values close to the zero point, or all saturates
            x = np.clip(z_in + rng.integers(-8, 9, shape), -128, 127).astype(I8)
        centre = (np.mean(x.astype(float)) - z_in) * n * ratio
        z_out = int(np.clip(-centre + rng.integers(-20, 20), -128, 127))
        yield reduction("sum", i, x, (s_in, z_in), (F32(s_in / F32(ratio)), z_out), f"zp {z_in}->{z_out} ratio {ratio:.3g}")


def reduce_max():
    for i, (shape, _, _) in enumerate(REDUCTIONS):
        rng = np.random.default_rng(26000 + i)
        quant = (log_uniform(rng, 1e-4, 0.1), zero_point(rng, i))
        x = (-128 + rng.integers(0, 256, shape) * rng.random(shape) ** 2).astype(I8)
        yield reduction("reduce_max", i, x, quant, quant, f"zp {quant[1]}")


def reduce_min():
    for i, (shape, _, _) in enumerate(REDUCTIONS):
        rng = np.random.default_rng(33000 + i)
        quant = (log_uniform(rng, 1e-4, 0.1), zero_point(rng, i))
        x = (127 - rng.integers(0, 256, shape) * rng.random(shape) ** 2).astype(I8)
        yield reduction("reduce_min", i, x, quant, quant, f"zp {quant[1]}")


def padv2():
    specs = [
        ((1, 3, 4, 2), (0, 0, 1, 1, 1, 1, 0, 0), I8), ((1, 3, 4, 2), (0, 0, 0, 1, 0, 1, 0, 0), I8),
        ((1, 3, 4, 2), (0, 0, 0, 0, 0, 0, 1, 2), I8), ((1, 5, 1, 3), (0, 0, 3, 3, 0, 0, 0, 0), I8),
        ((1, 4, 4, 1), (0, 0, 1, 2, 2, 1, 3, 1), I8), ((1, 1, 1, 1), (0, 0, 2, 2, 2, 2, 0, 0), I8),
        ((1, 6, 5, 4), (0, 0, 0, 0, 0, 0, 0, 4), I8), ((1, 9), (0, 0, 2, 3), I8), ((1, 4, 3), (0, 0, 2, 1, 0, 1), I8),
        ((1, 8, 8, 3), (0, 0, 0, 1, 0, 1, 0, 0), I8), ((1, 3, 4, 2), (0, 0, 1, 2, 2, 1, 0, 0), F32), ((1, 5), (0, 0, 1, 2), F32),
    ]  # fmt: skip
    for i, (shape, paddings, dtype) in enumerate(specs):
        rng = np.random.default_rng(27000 + i)
        p = np.array(paddings).reshape(-1, 2)
        c = Case("padv2")
        quant = (log_uniform(rng, 1e-3, 0.1), zero_point(rng, i)) if dtype == I8 else ()
        value = np.array((-128, 127, quant[1], 5)[i % 4], I8) if dtype == I8 else F32((-3.75, 1e-3)[i % 2])
        c.note = f"{shape} by {p.tolist()} with {float(value):.4g} " + (f"zp {quant[1]}" if quant else "float32")
        x = bytes8(rng, shape) if dtype == I8 else rng.normal(0, 1, shape).astype(F32)
        c.input("input", x, *quant)
        c.tensor("paddings", p.shape, I32, data=p)
        c.tensor("value", () if i % 2 else (1,), dtype, *quant, data=value)
        c.output(tuple(np.array(shape) + p.sum(axis=1)), dtype, *quant)
        c.operator("PADV2", 2, S.PadV2OptionsT())
        yield c


OPERATORS = [sub, mul, maximum, minimum, max_pool_2d, sum, reduce_max, reduce_min, padv2]
