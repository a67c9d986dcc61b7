package dev.pex.frontend.tflite.operators;

import dev.pex.frontend.tflite.file.BuiltinOperator;
import dev.pex.operator.Abs;
import dev.pex.operator.Add;
import dev.pex.operator.Divide;
import dev.pex.operator.Elu;
import dev.pex.operator.HardSwish;
import dev.pex.operator.Logistic;
import dev.pex.operator.Maximum;
import dev.pex.operator.Mean;
import dev.pex.operator.Minimum;
import dev.pex.operator.Multiply;
import dev.pex.operator.ReduceMax;
import dev.pex.operator.ReduceMin;
import dev.pex.operator.Relu;
import dev.pex.operator.Relu6;
import dev.pex.operator.ReluN1To1;
import dev.pex.operator.Rsqrt;
import dev.pex.operator.SquaredDifference;
import dev.pex.operator.Subtract;
import dev.pex.operator.Sum;
import dev.pex.operator.Tanh;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All operators that Pex reads: a new one is added here and nowhere else. */
public final class OperatorReaders {
    private static final Map<BuiltinOperator, OperatorReader> READERS = new EnumMap<>(Map.ofEntries(
            Map.entry(BuiltinOperator.ABS, new FunctionReader(Abs::new)),
            Map.entry(BuiltinOperator.ADD, BinaryReader.activated(Add::new)),
            Map.entry(BuiltinOperator.ARG_MAX, new ArgMaxReader()),
            Map.entry(BuiltinOperator.AVERAGE_POOL_2D, PoolReader.average()),
            Map.entry(BuiltinOperator.CAST, new CastReader()),
            Map.entry(BuiltinOperator.CONCATENATION, new ConcatenationReader()),
            Map.entry(BuiltinOperator.CONV_2D, new ConvolutionReader()),
            Map.entry(BuiltinOperator.DEPTHWISE_CONV_2D, new DepthwiseConvolutionReader()),
            Map.entry(BuiltinOperator.DEQUANTIZE, new DequantizeReader()),
            Map.entry(BuiltinOperator.DIV, BinaryReader.dividing(Divide::new)),
            Map.entry(BuiltinOperator.ELU, new FunctionReader(Elu::new)),
            Map.entry(BuiltinOperator.EXPAND_DIMS, new SingletonReader()),
            Map.entry(BuiltinOperator.FULLY_CONNECTED, new FullyConnectedReader()),
            Map.entry(BuiltinOperator.GATHER, new GatherReader()),
            Map.entry(BuiltinOperator.HARD_SWISH, new FunctionReader(HardSwish::new)),
            Map.entry(BuiltinOperator.LEAKY_RELU, new LeakyReluReader()),
            Map.entry(BuiltinOperator.LOGISTIC, FunctionReader.fixed(Logistic::new, new FixedOutput(256, -128))),
            Map.entry(BuiltinOperator.MAX_POOL_2D, PoolReader.maximum()),
            Map.entry(BuiltinOperator.MAXIMUM, BinaryReader.raw(Maximum::new)),
            Map.entry(BuiltinOperator.MEAN, ReductionReader.scaling(Mean::new)),
            Map.entry(BuiltinOperator.MINIMUM, BinaryReader.raw(Minimum::new)),
            Map.entry(BuiltinOperator.MUL, BinaryReader.activated(Multiply::new)),
            Map.entry(BuiltinOperator.PACK, new PackReader()),
            Map.entry(BuiltinOperator.PAD, new PadReader()),
            Map.entry(BuiltinOperator.PADV2, new PadReader()),
            Map.entry(BuiltinOperator.PRELU, new PreluReader()),
            Map.entry(BuiltinOperator.QUANTIZE, new QuantizeReader()),
            Map.entry(BuiltinOperator.REDUCE_MAX, ReductionReader.raw(ReduceMax::new)),
            Map.entry(BuiltinOperator.REDUCE_MIN, ReductionReader.raw(ReduceMin::new)),
            Map.entry(BuiltinOperator.RELU, new FunctionReader(Relu::new)),
            Map.entry(BuiltinOperator.RELU6, new FunctionReader(Relu6::new)),
            Map.entry(BuiltinOperator.RELU_N1_TO_1, new FunctionReader(ReluN1To1::new)),
            Map.entry(BuiltinOperator.RESHAPE, new ReshapeReader()),
            Map.entry(BuiltinOperator.RESIZE_BILINEAR, ResizeReader.bilinear()),
            Map.entry(BuiltinOperator.RESIZE_NEAREST_NEIGHBOR, ResizeReader.nearest()),
            Map.entry(BuiltinOperator.RSQRT, new FunctionReader(Rsqrt::new)),
            Map.entry(BuiltinOperator.SHAPE, new ShapeReader()),
            Map.entry(BuiltinOperator.SLICE, new SliceReader()),
            Map.entry(BuiltinOperator.SOFTMAX, new SoftmaxReader()),
            Map.entry(BuiltinOperator.SPLIT, SplitReader.equal()),
            Map.entry(BuiltinOperator.SPLIT_V, SplitReader.sized()),
            Map.entry(BuiltinOperator.SQUARED_DIFFERENCE, BinaryReader.scaling(SquaredDifference::new)),
            Map.entry(BuiltinOperator.SQUEEZE, new SingletonReader()),
            Map.entry(BuiltinOperator.STRIDED_SLICE, new StridedSliceReader()),
            Map.entry(BuiltinOperator.SUB, BinaryReader.activated(Subtract::new)),
            Map.entry(BuiltinOperator.SUM, ReductionReader.scaling(Sum::new)),
            Map.entry(BuiltinOperator.TANH, FunctionReader.fixed(Tanh::new, new FixedOutput(128, 0))),
            Map.entry(BuiltinOperator.TRANSPOSE, new TransposeReader()),
            Map.entry(BuiltinOperator.TRANSPOSE_CONV, new TransposeConvolutionReader()),
            Map.entry(BuiltinOperator.UNPACK, new UnpackReader())));

    private OperatorReaders() {}

    /** The reader of an operator; empty when Pex does not read it. */
    public static Optional<OperatorReader> of(BuiltinOperator operator) {
        return Optional.ofNullable(READERS.get(operator));
    }

    /** The names of all supported operators, for messages. */
    public static String supported() {
        return String.join(", ", forms().keySet());
    }

    /** The supported forms of each operator by its name. */
    public static SortedMap<String, Form> forms() {
        return READERS.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().name(),
                        entry -> entry.getValue().form(),
                        (one, other) -> one,
                        TreeMap::new));
    }
}
