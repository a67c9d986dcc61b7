package dev.pex.frontend.tflite;

import static dev.pex.frontend.tflite.ModelWriter.table;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.pex.frontend.tflite.file.BuiltinOperator;
import dev.pex.operator.Abs;
import dev.pex.operator.Add;
import dev.pex.operator.ArgMax;
import dev.pex.operator.AveragePool2d;
import dev.pex.operator.Binary;
import dev.pex.operator.Cast;
import dev.pex.operator.Concatenation;
import dev.pex.operator.Dequantize;
import dev.pex.operator.Divide;
import dev.pex.operator.Elu;
import dev.pex.operator.Gather;
import dev.pex.operator.HardSwish;
import dev.pex.operator.LeakyRelu;
import dev.pex.operator.Logistic;
import dev.pex.operator.MaxPool2d;
import dev.pex.operator.Maximum;
import dev.pex.operator.Mean;
import dev.pex.operator.Minimum;
import dev.pex.operator.Multiply;
import dev.pex.operator.Operator;
import dev.pex.operator.Pad;
import dev.pex.operator.Pooling;
import dev.pex.operator.Prelu;
import dev.pex.operator.Quantize;
import dev.pex.operator.ReduceMax;
import dev.pex.operator.ReduceMin;
import dev.pex.operator.Reduction;
import dev.pex.operator.Relu;
import dev.pex.operator.Relu6;
import dev.pex.operator.ReluN1To1;
import dev.pex.operator.Requantize;
import dev.pex.operator.Resampling;
import dev.pex.operator.Reshape;
import dev.pex.operator.ResizeBilinear;
import dev.pex.operator.ResizeNearest;
import dev.pex.operator.Rsqrt;
import dev.pex.operator.Slice;
import dev.pex.operator.Softmax;
import dev.pex.operator.SquaredDifference;
import dev.pex.operator.Subtract;
import dev.pex.operator.Sum;
import dev.pex.operator.TableFunction;
import dev.pex.operator.Tanh;
import dev.pex.operator.Transpose;
import dev.pex.operator.Window;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** The forms of single operators in model files, those with weights and slices aside. */
final class OperatorForms {
    private static final Map<Class<?>, BuiltinOperator> CODES = Map.ofEntries(
            Map.entry(Abs.class, BuiltinOperator.ABS),
            Map.entry(Elu.class, BuiltinOperator.ELU),
            Map.entry(Rsqrt.class, BuiltinOperator.RSQRT),
            Map.entry(Add.class, BuiltinOperator.ADD),
            Map.entry(AveragePool2d.class, BuiltinOperator.AVERAGE_POOL_2D),
            Map.entry(Concatenation.class, BuiltinOperator.CONCATENATION),
            Map.entry(Divide.class, BuiltinOperator.DIV),
            Map.entry(Dequantize.class, BuiltinOperator.DEQUANTIZE),
            Map.entry(Logistic.class, BuiltinOperator.LOGISTIC),
            Map.entry(MaxPool2d.class, BuiltinOperator.MAX_POOL_2D),
            Map.entry(Multiply.class, BuiltinOperator.MUL),
            Map.entry(Relu.class, BuiltinOperator.RELU),
            Map.entry(ReluN1To1.class, BuiltinOperator.RELU_N1_TO_1),
            Map.entry(Relu6.class, BuiltinOperator.RELU6),
            Map.entry(ResizeBilinear.class, BuiltinOperator.RESIZE_BILINEAR),
            Map.entry(Softmax.class, BuiltinOperator.SOFTMAX),
            Map.entry(Tanh.class, BuiltinOperator.TANH),
            Map.entry(Pad.class, BuiltinOperator.PAD),
            Map.entry(Gather.class, BuiltinOperator.GATHER),
            Map.entry(Transpose.class, BuiltinOperator.TRANSPOSE),
            Map.entry(Mean.class, BuiltinOperator.MEAN),
            Map.entry(SquaredDifference.class, BuiltinOperator.SQUARED_DIFFERENCE),
            Map.entry(Subtract.class, BuiltinOperator.SUB),
            Map.entry(Cast.class, BuiltinOperator.CAST),
            Map.entry(Prelu.class, BuiltinOperator.PRELU),
            Map.entry(Maximum.class, BuiltinOperator.MAXIMUM),
            Map.entry(ArgMax.class, BuiltinOperator.ARG_MAX),
            Map.entry(Minimum.class, BuiltinOperator.MINIMUM),
            Map.entry(Sum.class, BuiltinOperator.SUM),
            Map.entry(ReduceMax.class, BuiltinOperator.REDUCE_MAX),
            Map.entry(ReduceMin.class, BuiltinOperator.REDUCE_MIN),
            Map.entry(ResizeNearest.class, BuiltinOperator.RESIZE_NEAREST_NEIGHBOR),
            Map.entry(LeakyRelu.class, BuiltinOperator.LEAKY_RELU),
            Map.entry(Quantize.class, BuiltinOperator.QUANTIZE),
            Map.entry(Requantize.class, BuiltinOperator.QUANTIZE),
            Map.entry(HardSwish.class, BuiltinOperator.HARD_SWISH));

    private final GraphWriter writer;
    private final Operator operator;

    private OperatorForms(GraphWriter writer, Operator operator) {
        this.writer = writer;
        this.operator = operator;
    }

    /**
     * Writes an operator.
     *
     * @param variant chooses among forms of the same meaning
     */
    static void write(GraphWriter writer, Operator operator, int variant) {
        if (operator instanceof Reshape reshape) {
            writer.reshape(reshape);
        } else if (operator instanceof Slice slice) {
            SliceForms.slice(writer, slice, variant);
        } else if (!WeightForms.write(writer, operator)) {
            new OperatorForms(writer, operator).write(variant);
        }
    }

    private void write(int variant) {
        if (operator instanceof Pooling pool) {
            pool(pool);
        } else if (operator instanceof Binary binary) {
            write(table(WeightForms.number(binary.activation())));
        } else if (operator instanceof Reduction reduction) {
            reduce(reduction);
        } else if (operator instanceof Pad pad) {
            pad(pad);
        } else if (operator instanceof Softmax softmax) {
            write(table(softmax.beta()));
        } else if (operator instanceof LeakyRelu leaky) {
            write(table(leaky.alpha()));
        } else if (operator instanceof Transpose transpose) {
            transpose(transpose);
        } else if (operator instanceof ArgMax argMax) {
            argMax(argMax);
        } else if (operator instanceof Cast cast) {
            write(table(
                    (byte) GraphWriter.type(writer.graph().tensor(cast.input()).type()),
                    (byte) GraphWriter.type(writer.graph().tensor(cast.output()).type())));
        } else if (operator instanceof Gather gather) {
            int dimension = dimension(gather.axis());
            int[] indices = gather.indices().toArray();
            write(table(dimension), writer.file().vector("indices", indices));
        } else if (operator instanceof Concatenation concatenation) {
            concatenate(concatenation, variant);
        } else if (operator instanceof ResizeNearest resize) {
            Resampling resampling = resize.resampling();
            write(table(resampling.alignCorners(), resampling.halfPixelCenters()), size());
        } else if (operator instanceof ResizeBilinear resize) {
            Resampling resampling = resize.resampling();
            write(table(null, null, resampling.alignCorners(), resampling.halfPixelCenters()), size());
        } else if (operator instanceof TableFunction || operator instanceof Prelu || isConversion()) {
            write(table());
        } else {
            throw new IllegalArgumentException("no file form of " + operator);
        }
    }

    private boolean isConversion() {
        return operator instanceof Quantize || operator instanceof Requantize || operator instanceof Dequantize;
    }

    private void pool(Pooling pool) {
        boolean same = WeightForms.isSame(pool.rows()) && WeightForms.isSame(pool.columns());
        Window rows = pool.rows();
        Window columns = pool.columns();
        write(table(
                (byte) (same ? 0 : 1),
                columns.stride(),
                rows.stride(),
                columns.kernel(),
                rows.kernel(),
                WeightForms.number(pool.activation())));
    }

    private void reduce(Reduction reduction) {
        int[] dimensions = reduction.axes().isEmpty()
                ? new int[] {0}
                : reduction.axes().stream().mapToInt(this::dimension).toArray();
        write(table(true), writer.file().vector("axes", dimensions));
    }

    private void pad(Pad pad) {
        List<Integer> shape = shape(pad.input());
        int[] paddings = new int[2 * shape.size()];
        for (Axis axis : Axis.values()) {
            int dimension = dimension(axis);
            if (dimension >= 0) {
                paddings[2 * dimension] = pad.before().along(axis);
                paddings[2 * dimension + 1] = pad.after().along(axis);
            }
        }
        int borders = writer.file().ints("paddings", new int[] {shape.size(), 2}, paddings);
        if (pad.value().isEmpty()) {
            write(table(), borders);
            return;
        }
        int value = writer.add("value", pad.output(), List.of(1));
        writer.file().change(value, t -> t.data = pad.value().get().toArray());
        write(BuiltinOperator.PADV2, table(), borders, value);
    }

    private void transpose(Transpose transpose) {
        List<Integer> shape = shape(transpose.input());
        int[] order = new int[shape.size()];
        for (Axis axis : Axis.values()) {
            int dimension = dimension(axis);
            if (dimension >= 0) {
                order[dimension] = dimension(transpose.permutation().source(axis));
            }
        }
        write(table(), writer.file().vector("order", order));
    }

    private void argMax(ArgMax argMax) {
        List<Integer> shape = shape(argMax.input());
        int dimension = dimension(argMax.axis());
        List<Integer> made = GraphWriter.without(shape, dimension);
        int input = writer.read(argMax.input(), shape);
        int axis = writer.file().vector("axis", dimension);
        int output = writer.make(argMax.output(), made);
        BuiltinOperator code = code();
        writer.file().operator(code, new int[] {input, axis}, new int[] {output}, table((byte) ModelWriter.INT32));
        writer.deliver(argMax.output(), made);
    }

    /** Mostly CONCATENATION; PACK now and then where every operand has one index. */
    private void concatenate(Concatenation concatenation, int variant) {
        int dimension = dimension(concatenation.axis());
        List<Tensor> operands = writer.graph().inputsOf(concatenation);
        boolean packs = operands.stream().allMatch(t -> t.extent().along(concatenation.axis()) == 1);
        if (!packs || variant % 2 == 0) {
            write(table(dimension));
            return;
        }
        List<Integer> inputs = new ArrayList<>();
        for (Tensor operand : operands) {
            inputs.add(writer.read(operand.id(), GraphWriter.without(shape(operand.id()), dimension)));
        }
        List<Integer> shape = shape(concatenation.output());
        int output = writer.make(concatenation.output(), shape);
        writer.file()
                .operator(
                        BuiltinOperator.PACK,
                        GraphWriter.ints(inputs),
                        new int[] {output},
                        table(operands.size(), dimension));
        writer.deliver(concatenation.output(), shape);
    }

    /** The constant of a resize. */
    private int size() {
        Extent e = writer.graph().outputOf(operator).extent();
        return writer.file().vector("size", e.rows(), e.columns());
    }

    private List<Integer> shape(int tensor) {
        return writer.shape(operator, tensor);
    }

    private int dimension(Axis axis) {
        return GraphWriter.dimension(shape(operator.output()), axis);
    }

    private BuiltinOperator code() {
        BuiltinOperator code = CODES.get(operator.getClass());
        if (code == null) {
            throw new IllegalArgumentException("no file form of " + operator);
        }
        return code;
    }

    /** Writes the operator between its tensors, with constants behind its operands. */
    private void write(ToIntFunction<FlatBufferBuilder> options, int... constants) {
        write(code(), options, constants);
    }

    private void write(BuiltinOperator code, ToIntFunction<FlatBufferBuilder> options, int... constants) {
        List<Integer> operands = new ArrayList<>();
        for (int input : operator.inputs()) {
            operands.add(writer.read(input, shape(input)));
        }
        for (int constant : constants) {
            operands.add(constant);
        }
        int output = writer.make(operator.output(), shape(operator.output()));
        writer.file().operator(code, GraphWriter.ints(operands), new int[] {output}, options);
        writer.deliver(operator.output(), shape(operator.output()));
    }
}
