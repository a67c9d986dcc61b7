package dev.pex.operator;

import static dev.pex.operator.AttributeReader.activatedBinary;
import static dev.pex.operator.AttributeReader.binary;
import static dev.pex.operator.AttributeReader.plain;
import static dev.pex.operator.AttributeReader.reducing;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All operators, with the name that each has in files and dumps, and what makes one of its attributes. */
public enum OperatorKind {
    CONV_2D("Conv2d", Conv2d::read),
    DEPTHWISE_CONV_2D("DepthwiseConv2d", DepthwiseConv2d::read),
    TRANSPOSE_CONV_2D("TransposeConv2d", TransposeConv2d::read),
    FULLY_CONNECTED("FullyConnected", FullyConnected::read),
    AVERAGE_POOL_2D("AveragePool2d", AveragePool2d::read),
    MAX_POOL_2D("MaxPool2d", MaxPool2d::read),
    ADD("Add", activatedBinary(Add::new)),
    SUBTRACT("Subtract", activatedBinary(Subtract::new)),
    SQUARED_DIFFERENCE("SquaredDifference", binary(SquaredDifference::new)),
    MULTIPLY("Multiply", activatedBinary(Multiply::new)),
    DIVIDE("Divide", activatedBinary(Divide::new)),
    MAXIMUM("Maximum", binary(Maximum::new)),
    MINIMUM("Minimum", binary(Minimum::new)),
    MEAN("Mean", reducing(Mean::new)),
    SUM("Sum", reducing(Sum::new)),
    REDUCE_MAX("ReduceMax", reducing(ReduceMax::new)),
    REDUCE_MIN("ReduceMin", reducing(ReduceMin::new)),
    LOGISTIC("Logistic", plain(Logistic::new)),
    TANH("Tanh", plain(Tanh::new)),
    RELU("Relu", plain(Relu::new)),
    RELU_6("Relu6", plain(Relu6::new)),
    RELU_N1_TO_1("ReluN1To1", plain(ReluN1To1::new)),
    LEAKY_RELU("LeakyRelu", LeakyRelu::read),
    HARD_SWISH("HardSwish", plain(HardSwish::new)),
    ABS("Abs", plain(Abs::new)),
    ELU("Elu", plain(Elu::new)),
    RSQRT("Rsqrt", plain(Rsqrt::new)),
    PRELU("Prelu", Prelu::read),
    SOFTMAX("Softmax", Softmax::read),
    ARG_MAX("ArgMax", ArgMax::read),
    QUANTIZE("Quantize", plain(Quantize::new)),
    REQUANTIZE("Requantize", plain(Requantize::new)),
    DEQUANTIZE("Dequantize", plain(Dequantize::new)),
    CAST("Cast", plain(Cast::new)),
    PAD("Pad", Pad::read),
    RESHAPE("Reshape", plain(Reshape::new)),
    TRANSPOSE("Transpose", Transpose::read),
    GATHER("Gather", Gather::read),
    CONCATENATION("Concatenation", Concatenation::read),
    SLICE("Slice", Slice::read),
    RESIZE_NEAREST("ResizeNearest", ResizeNearest::read),
    RESIZE_BILINEAR("ResizeBilinear", ResizeBilinear::read),
    /** An operator from outside, which no file describes. */
    CUSTOM("Custom", a -> {
        throw new IllegalArgumentException("an operator from outside is in no file");
    });

    private static final Map<String, OperatorKind> BY_LABEL =
            Arrays.stream(values()).collect(Collectors.toMap(OperatorKind::label, kind -> kind));

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // references to constructors and static methods, which have no state
    private final Function<AttributeReader, Operator> reader;

    OperatorKind(String label, Function<AttributeReader, Operator> reader) {
        this.label = label;
        this.reader = reader;
    }

    /** The kind with a label; empty when there is none. */
    public static Optional<OperatorKind> of(String label) {
        return Optional.ofNullable(BY_LABEL.get(label));
    }

    /** Its name in files and dumps, that of its class. */
    public String label() {
        return label;
    }

    /**
     * The operator with some attributes.
     *
     * @throws IllegalArgumentException when they make no sense
     */
    public Operator read(AttributeReader attributes) {
        return reader.apply(attributes);
    }
}
