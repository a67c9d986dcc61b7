"""Cases of make_single.py: squared differences and quotients of two operands."""
import numpy as np

from make_single import ACT, F32, I8, Case, S, bytes8, fused, log_uniform, zero_point
from single_arithmetic import FULL, N, PAIRS, RATIOS, describe, operands


def near(*zero_points):
    """Draws numbers close to one zero point after the other."""
    remaining = list(zero_points)

    def draw(rng, shape):
        return np.clip(remaining.pop(0) + rng.integers(-1, 2, shape), -128, 127).astype(I8)

    return draw


def squared_difference():
    for i, (a, b, constant) in enumerate(PAIRS + [(FULL, FULL, 0), (FULL, FULL, 0), ((), N, 1), ((1, 9), (1, 1), 0)]):
        rng = np.random.default_rng(32000 + i)
        s1 = log_uniform(rng, 1e-3, 0.1)
        s2 = F32(s1 * F32(RATIOS[i % 8]))
        z1, z2 = zero_point(rng, i), zero_point(rng, i + 2)
        if i % 4 and i >= 4:
            z1, z2 = (int(z) for z in rng.integers(-40, 40, 2))
        larger = max(s1, s2)
        s_out, note = F32(larger * larger * F32(rng.uniform(60, 250))), ""
        z_out = 127 if i == 7 else -128 if i % 2 else int(rng.integers(-128, 20))
        values = bytes8
        if i == 9:
            s2, s_out, z_out, note = s1, F32(s1 * s1 * 2.0**-12), -128, " multiplier 1"
            values = near(z1, z2)
        if i == 15:
            s2, s_out, z_out, note = s1, F32(s1 * s1 * 2.0**-12.9), 0, " nearly the smallest output scale"
            values = near(z1, z2)
        if i == 17:
            s_out, note = F32(larger * larger * 2.0**21), " flushed to zero"
        if i == 20:
            s2, s_out, note = F32(s1 * 2.0**-34), F32(s1 * s1 * 150), " right flushed to zero"
        if i == 21:
            s2, z1, z2, s_out, z_out, note = s1, -128, 127, F32(s1 * s1 * 1020), -128, " the whole range"
        c = Case("squared_difference")
        describe(c, a, b, constant, f"scales 1:{float(s2 / s1):.4g} zp {z1},{z2}->{z_out}{note}")
        operands(c, rng, a, b, constant, ((s1, z1), (s2, z2)), values)
        c.output(np.broadcast_shapes(a, b), I8, s_out, z_out)
        c.operator("SQUARED_DIFFERENCE", 2, S.SquaredDifferenceOptionsT())
        yield c


def divisor(rng, shape, zero, fewest=1):
    """Numbers whose distance from the zero point is at least this."""
    x = bytes8(rng, shape)
    clash = np.abs(x.astype(int) - zero) < fewest
    return np.where(clash, zero + fewest if zero + fewest < 128 else zero - fewest, x).astype(I8)


def div():
    # The reference stops where a quotient is shifted right by more than 31 bits: a dividend of 0 by a large divisor.
    pairs = [
        (FULL, FULL), (FULL, FULL), (FULL, (1, 1, 1, 4)), (FULL, FULL), (N, N), (N, (1, 1, 1, 4)), (N, ()), (N, (4,)), (N, (1, 6, 1, 4)),
        (N, (1, 6, 5, 1)), ((1, 6, 1, 1), N), ((1, 6, 1, 4), (1, 1, 5, 1)), ((1, 23), (1, 23)), ((1, 7, 3), (1, 1, 3)), ((1, 1, 1, 1), N),
        (FULL, FULL), (FULL, FULL), (FULL, FULL), (N, N), (FULL, FULL),
    ]  # fmt: skip
    for i, (a, b) in enumerate(pairs):
        rng = np.random.default_rng(34000 + i)
        s1, s2 = log_uniform(rng, 1e-3, 0.1, 2)
        z1, z2 = zero_point(rng, i), zero_point(rng, i + 2)
        if i % 4 and i >= 4:
            z1, z2 = (int(z) for z in rng.integers(-40, 40, 2))
        x, y = bytes8(rng, a), divisor(rng, b, z2, (1, 2, 20)[i % 3])
        quotients = np.abs((x.astype(int) - z1) / (y.astype(int) - z2)) * float(s1 / s2)
        act, s_out, z_out = fused(rng, i, float(np.quantile(quotients, 0.8)))
        note = ""
        if act in ("relu6", "relu1"):
            s1 = F32(s1 * F32((4.0 if act == "relu6" else 0.8) / np.quantile(quotients, 0.8)))
        if i == 15:
            z1, z2, z_out, act, note = -128, -128, -128, "none", " the whole range"
            y = divisor(rng, b, z2)
            s_out = F32(s1 / s2 / 80)
        if i == 16:
            s_out, note = F32(s1 / s2 / F32(2.0**22)), " nearly the smallest output scale"
        if i == 17:
            s1, s2, s_out, z_out, act, note = F32(0.3), F32(0.007), F32(0.61), -3, "none", " quotients near halves"
        factor = float(F32(s1 / F32(s2 * s_out)))
        shift = int(np.frexp(factor)[1])
        if shift < 7:  # otherwise the reference is not defined for a dividend of 0
            most = 2 ** max(shift + 1, 1) - 1
            y = np.clip(y.astype(int) - z2, -most, most)
            y = np.where(y + z2 > 127, -y, np.where(y + z2 < -128, -y, y))
            y = np.where(np.abs(y + z2 + 0.5) > 128, 1 if z2 < 127 else -1, y)
            y = (np.where(y == 0, 1 if z2 < 127 else -1, y) + z2).astype(I8)
        c = Case("div", f"{a} div {b} zp {z1},{z2}->{z_out} {act} factor {factor:.4g}{note}")
        c.input("input1", x, s1, z1)
        c.tensor("constant2", b, I8, s2, z2, 0, y)
        c.output(np.broadcast_shapes(a, b), I8, s_out, z_out)
        o = S.DivOptionsT()
        o.fusedActivationFunction = ACT[act]
        c.operator("DIV", 2, o)
        yield c
    yield factor_in_float32()


def factor_in_float32():
    """Scales whose factor is 64 in float32 and less in double: halves tell both apart."""
    rng = np.random.default_rng(34100)
    while True:
        s1, s2 = log_uniform(rng, 1e-3, 0.1, 2)
        s_out = F32(s1 / s2 / 64)
        if F32(s1 / F32(s2 * s_out)) == 64 and float(s1) / (float(s2) * float(s_out)) < 64 * (1 - 2.0**-27):
            break
    c = Case("div", "a factor in float32 gives other bytes than one in double")
    c.input("input1", np.repeat(np.arange(-128, 128), 5).astype(I8).reshape(1, 1, 256, 5), s1, 0)
    c.tensor("constant2", (5,), I8, s2, 0, 0, np.array([127, -128, 64, 100, -77], I8))
    c.output((1, 1, 256, 5), I8, s_out, 0)
    c.operator("DIV", 2, S.DivOptionsT())
    return c


OPERATORS = [squared_difference, div]
