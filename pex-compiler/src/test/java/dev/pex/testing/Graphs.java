package dev.pex.testing;

import dev.pex.graph.Graph;
import dev.pex.operator.Activation;
import dev.pex.operator.Add;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.Dequantize;
import dev.pex.operator.Mean;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.operator.Pad;
import dev.pex.operator.Quantize;
import dev.pex.operator.Requantize;
import dev.pex.operator.Reshape;
import dev.pex.operator.Window;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Border;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Floats;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Writes small graphs by hand, tensor by tensor, for tests of single stages. */
public final class Graphs {
    private final List<Tensor> tensors = new ArrayList<>();
    private final List<Operator> operators = new ArrayList<>();

    /** A new int8 tensor; gives its id. */
    public int tensor(int rows, int columns, int channels) {
        return tensor(rows, columns, channels, new Quantization(0.5f, 3));
    }

    /** A new int8 tensor of some quantisation; gives its id. */
    public int tensor(int rows, int columns, int channels, Quantization quantization) {
        return tensor(rows, columns, channels, ElementType.INT8, Optional.of(quantization));
    }

    /** A new tensor of another type; gives its id. */
    public int tensor(int rows, int columns, int channels, ElementType type) {
        return tensor(
                rows,
                columns,
                channels,
                type,
                type == ElementType.FLOAT32 ? Optional.empty() : Optional.of(new Quantization(0.5f, 131)));
    }

    private int tensor(int rows, int columns, int channels, ElementType type, Optional<Quantization> quantization) {
        int id = tensors.size();
        tensors.add(new Tensor(
                id,
                "t" + id,
                List.of(1, rows, columns, channels),
                new Extent(rows, columns, channels),
                type,
                quantization,
                Optional.empty()));
        return id;
    }

    /** A conversion of a tensor, be it QUANTIZE or DEQUANTIZE; gives its output. */
    public int convert(int input, ElementType type) {
        Extent e = tensors.get(input).extent();
        int out = type == ElementType.INT8
                ? tensor(e.rows(), e.columns(), e.channels())
                : tensor(e.rows(), e.columns(), e.channels(), type);
        if (type == ElementType.FLOAT32) {
            operators.add(new Dequantize(origin("DEQUANTIZE", out), input, out));
        } else if (tensors.get(input).type() == ElementType.FLOAT32) {
            operators.add(new Quantize(origin("QUANTIZE", out), input, out));
        } else {
            operators.add(new Requantize(origin("QUANTIZE", out), input, out));
        }
        return out;
    }

    /** A depthwise convolution with a square kernel, stride 1 and SAME padding; gives its output. */
    public int depthwise(int input, int kernel) {
        Extent in = tensors.get(input).extent();
        return depthwise(input, Window.same(in.rows(), kernel, 1, 1), Window.same(in.columns(), kernel, 1, 1));
    }

    /** A depthwise convolution; gives its output. */
    public int depthwise(int input, Window rows, Window columns) {
        Extent in = tensors.get(input).extent();
        int out = tensor(rows.output(), columns.output(), in.channels());
        byte[] weights = new byte[rows.kernel() * columns.kernel() * in.channels()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (byte) (i * 37 + 11);
        }
        Filter filter = new Filter(Bytes.copyOf(weights), Floats.copyOf(0.01f), 0);
        operators.add(new DepthwiseConv2d(
                origin("DEPTHWISE_CONV_2D", out),
                input,
                out,
                rows,
                columns,
                1,
                filter,
                Ints.copyOf(new int[in.channels()]),
                Activation.NONE));
        return out;
    }

    /** An addition of two tensors of equal extent; gives its output. */
    public int add(int left, int right) {
        Extent e = tensors.get(left).extent();
        int out = tensor(e.rows(), e.columns(), e.channels());
        operators.add(new Add(origin("ADD", out), left, right, out, Activation.NONE));
        return out;
    }

    /** The mean over all rows and columns; gives its output. */
    public int mean(int input) {
        int out = tensor(1, 1, tensors.get(input).extent().channels());
        operators.add(new Mean(origin("MEAN", out), input, out, List.of(Axis.ROWS, Axis.COLUMNS)));
        return out;
    }

    /** A border of zero points, of one row and one column all round; gives its output. */
    public int pad(int input) {
        return pad(input, Optional.empty());
    }

    /** A border of one row and one column all round; gives its output. */
    public int pad(int input, Optional<Bytes> value) {
        Extent e = tensors.get(input).extent();
        int out = tensor(
                e.rows() + 2,
                e.columns() + 2,
                e.channels(),
                tensors.get(input).quantization().orElseThrow());
        Border border = new Border(1, 1, 0);
        operators.add(new Pad(origin("PAD", out), input, out, border, border, value));
        return out;
    }

    /** Another extent for the same elements; gives its output. */
    public int reshape(int input, int rows, int columns, int channels) {
        int out = tensor(rows, columns, channels);
        operators.add(new Reshape(origin("RESHAPE", out), input, out));
        return out;
    }

    /** A reshape whose output has another quantisation; gives its output. */
    public int reshape(int input, Extent extent, Quantization quantization) {
        int out = tensor(extent.rows(), extent.columns(), extent.channels(), quantization);
        return operator("RESHAPE", out, origin -> new Reshape(origin, input, out));
    }

    /** A new int8 constant of ascending bytes; gives its id. */
    public int constant(int rows, int columns, int channels) {
        int id = tensor(rows, columns, channels);
        Tensor t = tensors.get(id);
        byte[] bytes = new byte[rows * columns * channels];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        tensors.set(
                id,
                new Tensor(
                        id,
                        t.name(),
                        t.shape(),
                        t.extent(),
                        t.type(),
                        t.quantization(),
                        Optional.of(Bytes.copyOf(bytes))));
        return id;
    }

    /** An operator of any kind that makes a tensor; gives the tensor. */
    public int operator(String kind, int output, Function<Origin, Operator> operator) {
        operators.add(operator.apply(origin(kind, output)));
        return output;
    }

    public Graph graph(List<Integer> inputs, List<Integer> outputs) {
        return new Graph("by_hand", tensors, operators, inputs, outputs);
    }

    private Origin origin(String kind, int out) {
        return new Origin(operators.size(), kind, "t" + out);
    }
}
