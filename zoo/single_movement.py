"""Single-operator cases of the operators that move or interpolate raw values, and TRANSPOSE_CONV."""
import numpy as np

from make_single import (
    ACT, F32, I8, I32, S, SAME, VALID, Case, bytes8, fused, log_uniform, zero_point,
)  # fmt: skip


def values(rng, shape, is_float):
    return rng.normal(0, 1, shape).astype(F32) if is_float else bytes8(rng, shape)


def quantisation(rng, i, is_float):
    return () if is_float else (log_uniform(rng, 1e-3, 0.1), zero_point(rng, i))


def concatenation():
    # shapes, axis, index of a constant operand or None, float32
    specs = [
        ([(1, 4, 4, 3), (1, 4, 4, 2)], 3, None, 0), ([(1, 3, 5, 4), (1, 2, 5, 4)], 1, None, 0), ([(1, 3, 5, 4), (1, 3, 1, 4)], 2, None, 0),
        ([(1, 7)], 1, None, 0), ([(1, 7), (1, 2), (1, 5)], -1, None, 0), ([(1, 6, 4), (1, 3, 4)], 1, None, 0),
        ([(1, 6, 4), (1, 6, 1), (1, 6, 2), (1, 6, 3)], 2, None, 0), ([(2, 3, 4), (2, 1, 4)], 1, None, 0), ([(2, 3, 4, 5), (3, 3, 4, 5)], 0, None, 0),
        ([(1, 5, 5, 1)] * 6, 3, None, 0), ([(5,), (3,)], 0, None, 0), ([(1, 4, 3, 2), (1, 4, 3, 3)], 3, 1, 0), ([(1, 2, 3, 2), (1, 4, 3, 2)], 1, 0, 0),
        ([(1, 4, 4, 3), (1, 4, 4, 2)], 3, None, 1), ([(1, 1, 1, 9), (1, 1, 1, 8)], -1, None, 0), ([(2, 3, 2, 4), (2, 3, 5, 4)], 2, None, 0),
    ]  # fmt: skip
    for i, (shapes, axis, constant, is_float) in enumerate(specs):
        rng = np.random.default_rng(20000 + i)
        quant = quantisation(rng, i, is_float)
        c = Case("concatenation", f"{shapes} axis {axis} constant {constant}{' float32' if is_float else ''}")
        arrays = []
        for k, shape in enumerate(shapes):
            x = values(rng, shape, is_float)
            arrays.append(x)
            if k == constant:
                c.tensor(f"constant {k}", shape, x.dtype.type, *quant, data=x)
            else:
                c.input(f"input {k}", x, *quant)
        c.output(np.concatenate(arrays, axis).shape, arrays[0].dtype.type, *quant)
        o = S.ConcatenationOptionsT()
        o.axis = axis
        c.operator("CONCATENATION", 2, o)
        yield c


def pack():
    specs = [
        ((7,), 2, 0, 0), ((7,), 3, 1, 0), ((1, 5), 2, 0, 0), ((1, 5), 2, 1, 0), ((1, 5), 3, 2, 0), ((4, 3), 2, -1, 0),
        ((1, 4, 3), 2, 3, 0), ((1, 4, 3), 2, 1, 0), ((2, 4, 3), 3, 2, 0), ((6,), 1, 0, 0), ((1, 4, 3), 2, 0, 0), ((1, 6), 4, 2, 1),
    ]  # fmt: skip
    for i, (shape, count, axis, is_float) in enumerate(specs):
        rng = np.random.default_rng(20500 + i)
        quant = quantisation(rng, i, is_float)
        c = Case("pack", f"{count} of {shape} axis {axis}{' float32' if is_float else ''}")
        arrays = [values(rng, shape, is_float) for _ in range(count)]
        for k, x in enumerate(arrays):
            c.input(f"input {k}", x, *quant)
        c.output(np.stack(arrays, axis).shape, arrays[0].dtype.type, *quant)
        o = S.PackOptionsT()
        o.valuesCount, o.axis = count, axis
        c.operator("PACK", 1, o)
        yield c


def slice():  # the operator's name, for the command line
    specs = [
        ((9,), (2,), (5,), 0), ((1, 9), (0, 3), (1, -1), 0), ((4, 6), (1, 2), (2, 3), 0), ((1, 6, 4), (0, 1, 0), (1, 4, 4), 0), ((1, 6, 4), (0, 2, 1), (1, -1, 2), 0),
        ((1, 5, 6, 4), (0, 1, 2, 1), (1, 3, 3, 2), 0), ((1, 5, 6, 4), (0, 0, 0, 2), (-1, -1, -1, 1), 0), ((1, 5, 6, 4), (0, 4, 0, 0), (1, 1, 6, 4), 0),
        ((1, 5, 6, 4), (0, 0, 0, 0), (1, 5, 6, 4), 0), ((2, 5, 6, 4), (1, 0, 0, 0), (1, 5, 6, 4), 0), ((3, 5, 4), (1, 0, 1), (2, 5, 3), 0), ((1, 5, 6, 4), (0, 1, 2, 1), (1, 3, 3, 2), 1),
    ]  # fmt: skip
    for i, (shape, begin, size, is_float) in enumerate(specs):
        rng = np.random.default_rng(21000 + i)
        quant = quantisation(rng, i, is_float)
        x = values(rng, shape, is_float)
        out = tuple(n - b if s == -1 else s for n, b, s in zip(shape, begin, size))
        c = Case("slice", f"{shape} begin {begin} size {size}{' float32' if is_float else ''}")
        c.input("input", x, *quant)
        c.tensor("begin", (len(begin),), I32, data=np.array(begin))
        c.tensor("size", (len(size),), I32, data=np.array(size))
        c.output(out, x.dtype.type, *quant)
        c.operator("SLICE", 2, S.SliceOptionsT())
        yield c


def strided_slice():
    # shape, begin, end, strides, begin mask, end mask, shrink mask
    specs = [
        ((9,), (1,), (8,), (2,), 0, 0, 0), ((1, 9), (0, 2), (1, 9), (1, 3), 0, 0, 0), ((1, 9), (0, -5), (1, -1), (1, 1), 0, 0, 0), ((6, 5), (0, 1), (0, 0), (2, 2), 1, 3, 0),
        ((1, 6, 4), (0, 1, 0), (1, 2, 4), (1, 1, 1), 5, 5, 2), ((1, 6, 4), (0, -1, 0), (0, 0, 0), (1, 1, 1), 5, 5, 2), ((1, 6, 5, 4), (0, 0, 0, 0), (1, 6, 5, 4), (1, 2, 2, 1), 0, 0, 0),
        ((1, 6, 5, 4), (0, 1, 1, 1), (1, 5, 4, 4), (1, 2, 1, 2), 0, 0, 0), ((1, 6, 5, 4), (0, 2, 3, 0), (1, 3, 4, 4), (1, 1, 1, 1), 0, 0, 6), ((1, 6, 5, 4), (0, 0, 0, 3), (1, 6, 5, 4), (1, 1, 1, 1), 0, 0, 8),
        ((1, 6, 5, 4), (0, -100, 2, 0), (1, 100, 100, 100), (1, 1, 1, 3), 0, 0, 0), ((3, 4, 5), (1, 0, 0), (2, 4, 5), (1, 1, 1), 6, 6, 1), ((1, 7), (0, 0), (1, 7), (1, 7), 0, 0, 0),
        ((1, 6, 5, 4), (0, 0, 0, 0), (0, 0, 0, 0), (1, 1, 1, 1), 15, 15, 0),
    ]  # fmt: skip
    for i, (shape, begin, end, strides, begin_mask, end_mask, shrink) in enumerate(specs):
        rng = np.random.default_rng(21500 + i)
        quant = quantisation(rng, i, i == 7)
        x = values(rng, shape, i == 7)
        index = tuple(
            b if shrink >> d & 1 else np.s_[None if begin_mask >> d & 1 else b : None if end_mask >> d & 1 else e : s]
            for d, (b, e, s) in enumerate(zip(begin, end, strides))
        )
        c = Case("strided_slice", f"{shape} {begin}:{end}:{strides} masks {begin_mask} {end_mask} {shrink}{' float32' if i == 7 else ''}")
        c.input("input", x, *quant)
        for name, numbers in (("begin", begin), ("end", end), ("strides", strides)):
            c.tensor(name, (len(numbers),), I32, data=np.array(numbers))
        c.output(x[index].shape, x.dtype.type, *quant)
        o = S.StridedSliceOptionsT()
        o.beginMask, o.endMask, o.shrinkAxisMask = begin_mask, end_mask, shrink
        c.operator("STRIDED_SLICE", 2, o)
        yield c


def outputs(c, arrays, quant):
    """Some outputs of one operator."""
    for k, x in enumerate(arrays):
        c.output(x.shape, x.dtype.type, *quant)
        c.tensors[-1].name = f"output {k}".encode()


def split():
    specs = [
        ((1, 8), 1, 2, 0), ((1, 9), -1, 3, 0), ((6,), 0, 3, 0), ((1, 4, 5, 6), 3, 2, 0), ((1, 4, 5, 6), 1, 4, 0), ((1, 4, 6, 3), 2, 3, 0),
        ((1, 6, 4), 1, 2, 0), ((4, 3, 2), 0, 2, 0), ((2, 4, 3), 1, 2, 0), ((1, 5), 1, 1, 0), ((2, 3, 4, 6), 3, 3, 0), ((1, 4, 5, 6), -1, 2, 1),
    ]  # fmt: skip
    for i, (shape, axis, count, is_float) in enumerate(specs):
        rng = np.random.default_rng(22000 + i)
        quant = quantisation(rng, i, is_float)
        x = values(rng, shape, is_float)
        c = Case("split", f"{shape} axis {axis} into {count}{' float32' if is_float else ''}")
        c.tensor("axis", (), I32, data=np.array(axis))
        c.input("input", x, *quant)
        outputs(c, np.split(x, count, axis), quant)
        o = S.SplitOptionsT()
        o.numSplits = count
        c.operator("SPLIT", 2, o)
        yield c


def split_v():
    specs = [
        ((1, 8), 1, (3, 5), 0), ((1, 9), -1, (1, 1, 7), 0), ((6,), 0, (2, -1), 0), ((1, 4, 5, 6), 3, (1, 3, 2), 0), ((1, 4, 5, 6), 1, (3, 1), 0), ((1, 4, 6, 3), 2, (-1, 2, 1), 0),
        ((1, 6, 4), 1, (5, 1), 0), ((4, 3, 2), 0, (3, 1), 0), ((2, 4, 3), 1, (1, 3), 0), ((1, 5), 1, (5,), 0), ((2, 3, 4, 6), 3, (4, 2), 0), ((1, 4, 5, 6), -1, (5, 1), 1),
    ]  # fmt: skip
    for i, (shape, axis, sizes, is_float) in enumerate(specs):
        rng = np.random.default_rng(22500 + i)
        quant = quantisation(rng, i, is_float)
        x = values(rng, shape, is_float)
        rest = shape[axis] - sum(s for s in sizes if s > 0)
        ends = np.cumsum([rest if s == -1 else s for s in sizes])[:-1]
        c = Case("split_v", f"{shape} axis {axis} into {sizes}{' float32' if is_float else ''}")
        c.input("input", x, *quant)
        c.tensor("sizes", (len(sizes),), I32, data=np.array(sizes))
        c.tensor("axis", (), I32, data=np.array(axis))
        outputs(c, np.split(x, ends, axis), quant)
        o = S.SplitVOptionsT()
        o.numSplits = len(sizes)
        c.operator("SPLIT_V", 2, o)
        yield c


def unpack():
    specs = [
        ((3, 7), 0, 0), ((4, 3), 1, 0), ((1, 5, 4), 1, 0), ((1, 5, 4), 2, 0), ((1, 5, 4), 0, 0), ((1, 3, 4, 5), 1, 0),
        ((1, 3, 4, 5), -2, 0), ((1, 3, 4, 2), 3, 0), ((2, 3, 4, 5), 0, 0), ((6,), 0, 0), ((2, 3, 4), 1, 0), ((1, 3, 4, 2), 3, 1),
    ]  # fmt: skip
    for i, (shape, axis, is_float) in enumerate(specs):
        rng = np.random.default_rng(23000 + i)
        quant = quantisation(rng, i, is_float)
        x = values(rng, shape, is_float)
        c = Case("unpack", f"{shape} axis {axis}{' float32' if is_float else ''}")
        c.input("input", x, *quant)
        outputs(c, list(np.moveaxis(x, axis, 0)), quant)
        o = S.UnpackOptionsT()
        o.num, o.axis = shape[axis], axis
        c.operator("UNPACK", 1, o)
        yield c


def squeeze():
    specs = [
        ((1, 1, 1, 9), (1, 2)), ((1, 4, 1, 3), ()), ((1, 4, 1, 3), (2,)), ((1, 4, 1, 3), (-2,)), ((1, 1, 5), (0,)), ((3, 1, 2), (1,)),
        ((1, 6, 1, 1), (2, 3)), ((1, 1, 4, 3), (0, 1)), ((2, 3, 1), (2,)), ((1, 7), (0,)), ((1, 1, 4, 3), (1,)), ((1, 5, 1), ()),
    ]  # fmt: skip
    for i, (shape, dims) in enumerate(specs):
        rng = np.random.default_rng(23500 + i)
        quant = quantisation(rng, i, i == 3)
        x = values(rng, shape, i == 3)
        c = Case("squeeze", f"{shape} dims {dims}{' float32' if i == 3 else ''}")
        c.input("input", x, *quant)
        c.output(np.squeeze(x, dims if dims else None).shape, x.dtype.type, *quant)
        o = S.SqueezeOptionsT()
        o.squeezeDims = list(dims)
        c.operator("SQUEEZE", 1, o)
        yield c


def expand_dims():
    specs = [
        ((9,), 0), ((9,), -1), ((1, 9), 1), ((1, 9), 2), ((4, 3), 0), ((1, 4, 3), 1), ((1, 4, 3), 2), ((1, 4, 3), 3),
        ((4, 3), 1), ((2, 3, 4), 0), ((1, 4, 3), -1), ((4, 3), -2),
    ]  # fmt: skip
    for i, (shape, axis) in enumerate(specs):
        rng = np.random.default_rng(24000 + i)
        quant = quantisation(rng, i, i == 3)
        x = values(rng, shape, i == 3)
        c = Case("expand_dims", f"{shape} axis {axis}{' float32' if i == 3 else ''}")
        c.input("input", x, *quant)
        c.tensor("axis", (1,), I32, data=np.array([axis]))
        c.output(np.expand_dims(x, axis).shape, x.dtype.type, *quant)
        c.operator("EXPAND_DIMS", 1, S.ExpandDimsOptionsT())
        yield c


# H, W, C, output H, output W
SIZES = [
    (4, 4, 3, 8, 8), (5, 3, 2, 10, 9), (7, 6, 2, 3, 4), (3, 3, 4, 7, 5), (1, 1, 5, 6, 4), (6, 5, 1, 6, 5),
    (41, 1, 2, 1, 13), (4, 7, 3, 13, 29), (13, 9, 1, 41, 47), (2, 2, 6, 1, 1), (5, 8, 2, 23, 1), (8, 8, 1, 5, 5),
]  # fmt: skip


def resize(op, code, options, combinations):
    for i, (h, w, channels, oh, ow) in enumerate(SIZES):
        for k, (align, half) in enumerate(combinations):
            rng = np.random.default_rng(25000 + 10 * i + k)
            is_float = op == "resize_nearest_neighbor" and i == 3
            quant = quantisation(rng, i + k, is_float)
            x = values(rng, (1, h, w, channels), is_float)
            if i % 3 == 1 and not is_float:
                x = rng.choice([-128, 127], x.shape).astype(I8)
            flags = (" align corners" if align else "") + (" half pixel centres" if half else "")
            c = Case(op, f"{h}x{w}x{channels} to {oh}x{ow}{flags}{' float32' if is_float else ''}")
            c.input("input", x, *quant)
            c.tensor("size", (2,), I32, data=np.array([oh, ow]))
            c.output((1, oh, ow, channels), x.dtype.type, *quant)
            o = options()
            o.alignCorners, o.halfPixelCenters = bool(align), bool(half)
            c.operator(code, 3, o)
            yield c


def resize_nearest_neighbor():
    flags = [(0, 0), (1, 0), (0, 1), (1, 1)]
    yield from resize("resize_nearest_neighbor", "RESIZE_NEAREST_NEIGHBOR", S.ResizeNearestNeighborOptionsT, flags)


def resize_bilinear():
    yield from resize("resize_bilinear", "RESIZE_BILINEAR", S.ResizeBilinearOptionsT, [(0, 0), (1, 0), (0, 1)])


def transpose_conv():
    # H, W, input channels, output channels, kernel, stride, padding
    specs = [
        (1, 1, 1, 1, 1, 1, 1, 1, VALID), (4, 4, 3, 2, 3, 3, 2, 2, SAME), (4, 5, 2, 4, 3, 3, 2, 2, VALID), (5, 4, 4, 3, 2, 2, 2, 2, SAME), (3, 3, 2, 5, 4, 4, 2, 2, SAME),
        (4, 4, 3, 3, 3, 3, 1, 1, SAME), (4, 4, 3, 3, 3, 3, 1, 1, VALID), (3, 4, 6, 1, 5, 5, 3, 3, SAME), (3, 2, 5, 6, 2, 3, 3, 4, VALID), (3, 3, 2, 2, 1, 1, 2, 2, SAME),
        (1, 7, 4, 4, 1, 4, 1, 2, SAME), (7, 1, 3, 8, 5, 1, 2, 1, VALID), (2, 2, 9, 5, 4, 4, 4, 4, SAME), (5, 3, 4, 7, 3, 2, 1, 2, SAME), (2, 6, 3, 9, 2, 2, 2, 2, VALID), (3, 3, 8, 4, 5, 5, 2, 2, VALID),
    ]  # fmt: skip
    for i, (h, w, cin, cout, kh, kw, sh, sw, padding) in enumerate(specs):
        rng = np.random.default_rng(26000 + i)
        per_channel = i % 3 != 2 and cout > 1
        has_bias = i % 4 != 3
        s_in, z_in = log_uniform(rng, 1e-3, 0.1), zero_point(rng, i)
        s_w = log_uniform(rng, 1e-3, 2e-2, cout if per_channel else 1)
        fan = max(kh * kw // (sh * sw), 1) * cin
        spread = float(np.sqrt(fan) * 73 * 100 * s_in * np.mean(s_w))
        act, s_out, z_out = fused(rng, i // 2, spread)
        if act in ("relu6", "relu1"):
            s_w = (s_w * F32((4.0 if act == "relu6" else 0.8) / spread)).astype(F32)
        oh = h * sh if padding == SAME else (h - 1) * sh + kh
        ow = w * sw if padding == SAME else (w - 1) * sw + kw
        c = Case("transpose_conv")
        c.note = (
            f"{h}x{w}x{cin} k{kh}x{kw} s{sh}x{sw} {'SAME' if padding == SAME else 'VALID'} out {oh}x{ow}x{cout} {act}"
            f"{' per-channel' if per_channel else ' per-tensor'}{'' if has_bias else ' no bias'} zp {z_in}"
        )
        c.tensor("shape", (4,), I32, data=np.array([1, oh, ow, cout]))
        c.tensor("weights", (cout, kh, kw, cin), I8, s_w, 0, 0, rng.integers(-127, 128, (cout, kh, kw, cin)))
        c.input("input", bytes8(rng, (1, h, w, cin)), s_in, z_in)
        if has_bias:
            bias = np.round(rng.normal(0, np.sqrt(fan) * 3000, cout))
            c.tensor("bias", (cout,), I32, (s_in * s_w).astype(F32), 0, 0, bias)
        c.output((1, oh, ow, cout), I8, s_out, z_out)
        o = S.TransposeConvOptionsT()
        o.padding, o.strideH, o.strideW, o.fusedActivationFunction = padding, sh, sw, ACT[act]
        c.operator("TRANSPOSE_CONV", 3, o)
        yield c


OPERATORS = [
    squeeze, expand_dims, concatenation, pack, slice, strided_slice, split, split_v, unpack,
    resize_nearest_neighbor, resize_bilinear, transpose_conv,
]  # fmt: skip
