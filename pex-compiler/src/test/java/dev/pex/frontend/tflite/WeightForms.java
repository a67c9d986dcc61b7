package dev.pex.frontend.tflite;

import static dev.pex.frontend.tflite.ModelWriter.table;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.pex.frontend.tflite.file.BuiltinOperator;
import dev.pex.graph.Graph;
import dev.pex.operator.Activation;
import dev.pex.operator.Conv2d;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.FullyConnected;
import dev.pex.operator.Operator;
import dev.pex.operator.Pooling;
import dev.pex.operator.TransposeConv2d;
import dev.pex.operator.TransposedWindow;
import dev.pex.operator.Window;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Ints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/** The forms of operators with weights in model files. */
final class WeightForms {
    private final GraphWriter writer;
    private final Graph graph;

    private WeightForms(GraphWriter writer) {
        this.writer = writer;
        this.graph = writer.graph();
    }

    /** Writes an operator if it has weights. */
    static boolean write(GraphWriter writer, Operator operator) {
        WeightForms forms = new WeightForms(writer);
        if (operator instanceof Conv2d conv) {
            forms.convolution(conv);
        } else if (operator instanceof DepthwiseConv2d conv) {
            forms.depthwise(conv);
        } else if (operator instanceof FullyConnected dense) {
            forms.dense(dense);
        } else if (operator instanceof TransposeConv2d conv) {
            forms.transposed(conv);
        } else {
            return false;
        }
        return true;
    }

    private void convolution(Conv2d conv) {
        int[] shape = {conv.bias().size(), conv.rows().kernel(), conv.columns().kernel(), channels(conv.input())};
        boolean same = isSame(conv.rows()) && isSame(conv.columns());
        List<Integer> operands = new ArrayList<>(List.of(declared(conv.input()), filter(conv.filter(), shape, 0)));
        addBias(operands, conv.bias(), conv.filter(), conv.input());
        add(
                BuiltinOperator.CONV_2D,
                operands,
                conv.output(),
                table(
                        (byte) (same ? 0 : 1),
                        conv.columns().stride(),
                        conv.rows().stride(),
                        number(conv.activation()),
                        conv.columns().dilation(),
                        conv.rows().dilation()));
    }

    /** The reference wants a bias here, be it all zeros. */
    private void depthwise(DepthwiseConv2d conv) {
        int[] shape = {
            1, conv.rows().kernel(), conv.columns().kernel(), conv.bias().size()
        };
        boolean same = isSame(conv.rows()) && isSame(conv.columns());
        int input = declared(conv.input());
        int filter = filter(conv.filter(), shape, 3);
        add(
                BuiltinOperator.DEPTHWISE_CONV_2D,
                List.of(input, filter, bias(conv.bias(), conv.filter(), conv.input())),
                conv.output(),
                table(
                        (byte) (same ? 0 : 1),
                        conv.columns().stride(),
                        conv.rows().stride(),
                        conv.multiplier(),
                        number(conv.activation()),
                        conv.columns().dilation(),
                        conv.rows().dilation()));
    }

    private void dense(FullyConnected dense) {
        int[] shape = {dense.bias().size(), channels(dense.input())};
        List<Integer> operands = new ArrayList<>(List.of(declared(dense.input()), filter(dense.filter(), shape, 0)));
        addBias(operands, dense.bias(), dense.filter(), dense.input());
        add(BuiltinOperator.FULLY_CONNECTED, operands, dense.output(), table(number(dense.activation())));
    }

    private void transposed(TransposeConv2d conv) {
        TransposedWindow rows = conv.rows();
        TransposedWindow columns = conv.columns();
        int[] shape = {conv.bias().size(), rows.kernel(), columns.kernel(), channels(conv.input())};
        boolean same = isSame(rows) && isSame(columns);
        int size = writer.file()
                .vector("size", GraphWriter.ints(graph.tensor(conv.output()).shape()));
        List<Integer> operands =
                new ArrayList<>(List.of(size, filter(conv.filter(), shape, 0), declared(conv.input())));
        addBias(operands, conv.bias(), conv.filter(), conv.input());
        add(
                BuiltinOperator.TRANSPOSE_CONV,
                operands,
                conv.output(),
                table((byte) (same ? 0 : 1), columns.stride(), rows.stride(), number(conv.activation())));
    }

    private void add(
            BuiltinOperator code, List<Integer> operands, int output, ToIntFunction<FlatBufferBuilder> options) {
        writer.file().operator(code, GraphWriter.ints(operands), new int[] {declared(output)}, options);
    }

    private int declared(int id) {
        return writer.read(id, graph.tensor(id).shape());
    }

    private int channels(int id) {
        return graph.tensor(id).extent().channels();
    }

    private int filter(Filter filter, int[] shape, int dimension) {
        int index = writer.file().tensor("filter", ModelWriter.INT8, shape);
        writer.file().change(index, t -> {
            t.scales = filter.scales().toArray();
            t.zeroPoints = new long[t.scales.length];
            Arrays.fill(t.zeroPoints, filter.zeroPoint());
            t.dimension = dimension;
            t.data = filter.weights().toArray();
        });
        return index;
    }

    /** Zeros may as well be absent. */
    private void addBias(List<Integer> operands, Ints bias, Filter filter, int input) {
        if (Arrays.stream(bias.toArray()).anyMatch(b -> b != 0)) {
            operands.add(bias(bias, filter, input));
        }
    }

    private int bias(Ints bias, Filter filter, int input) {
        int index = writer.file().ints("bias", new int[] {bias.size()}, bias.toArray());
        float scale = graph.tensor(input).scale();
        writer.file().change(index, t -> {
            t.scales = filter.scales().toArray();
            for (int i = 0; i < t.scales.length; i++) {
                t.scales[i] *= scale;
            }
            t.zeroPoints = new long[t.scales.length];
        });
        return index;
    }

    /** Whether the windows of an operator, if it has any, are padded as files can say. */
    static boolean hasPadding(Operator operator) {
        if (operator instanceof Conv2d conv) {
            return hasPadding(conv.rows(), conv.columns());
        }
        if (operator instanceof DepthwiseConv2d conv) {
            return hasPadding(conv.rows(), conv.columns());
        }
        if (operator instanceof Pooling pool) {
            return hasPadding(pool.rows(), pool.columns());
        }
        return !(operator instanceof TransposeConv2d conv)
                || (isSame(conv.rows()) && isSame(conv.columns()))
                || (isValid(conv.rows()) && isValid(conv.columns()));
    }

    private static boolean hasPadding(Window rows, Window columns) {
        return (isSame(rows) && isSame(columns)) || (isValid(rows) && isValid(columns));
    }

    private static boolean isValid(Window w) {
        return w.padBefore() == 0 && w.output() == Window.validOutput(w.input(), w.kernel(), w.stride(), w.dilation());
    }

    private static boolean isValid(TransposedWindow w) {
        return w.equals(TransposedWindow.valid(w.input(), w.output(), w.kernel(), w.stride()));
    }

    static boolean isSame(Window w) {
        return w.equals(Window.same(w.input(), w.kernel(), w.stride(), w.dilation()));
    }

    private static boolean isSame(TransposedWindow w) {
        return w.equals(TransposedWindow.same(w.input(), w.output(), w.kernel(), w.stride()));
    }

    /** The number of an activation in the schema. */
    static byte number(Activation activation) {
        return switch (activation) {
            case NONE -> 0;
            case RELU -> 1;
            case RELU_N1_TO_1 -> 2;
            case RELU6 -> 3;
        };
    }
}
