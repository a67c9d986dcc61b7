package dev.pex.kernel;

import dev.pex.graph.Graph;
import dev.pex.operator.Add;
import dev.pex.operator.ArgMax;
import dev.pex.operator.AveragePool2d;
import dev.pex.operator.Cast;
import dev.pex.operator.Concatenation;
import dev.pex.operator.Conv2d;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.Dequantize;
import dev.pex.operator.FullyConnected;
import dev.pex.operator.Gather;
import dev.pex.operator.MaxPool2d;
import dev.pex.operator.Maximum;
import dev.pex.operator.Mean;
import dev.pex.operator.Minimum;
import dev.pex.operator.Multiply;
import dev.pex.operator.Operator;
import dev.pex.operator.Pad;
import dev.pex.operator.Prelu;
import dev.pex.operator.Quantize;
import dev.pex.operator.ReduceMax;
import dev.pex.operator.Requantize;
import dev.pex.operator.Reshape;
import dev.pex.operator.ResizeBilinear;
import dev.pex.operator.ResizeNearest;
import dev.pex.operator.Slice;
import dev.pex.operator.Softmax;
import dev.pex.operator.Subtract;
import dev.pex.operator.Sum;
import dev.pex.operator.TableFunction;
import dev.pex.operator.Transpose;
import dev.pex.operator.TransposeConv2d;
import dev.pex.tensor.ElementType;
import java.util.Locale;

/** The kernels of pex-runtime-c. Each exists in portable C and perhaps for more instructions: see {@link Variant}. */
public enum Kernel {
    CONV2D_S8,
    DEPTHWISE_CONV2D_S8,
    FULLY_CONNECTED_S8,
    AVERAGE_POOL2D_S8,
    MAX_POOL2D_S8,
    ADD_S8,
    SUB_S8,
    MUL_S8,
    MAXIMUM_S8,
    MINIMUM_S8,
    MEAN_S8,
    REDUCE_MAX_S8,
    PAD,
    SOFTMAX_S8,
    TRANSPOSE,
    QUANTIZE_F32,
    DEQUANTIZE_F32,
    REQUANTIZE_8,
    LOOKUP_8,
    PRELU_S8,
    ARG_MAX_S8,
    CAST,
    GATHER,
    CONCATENATION,
    SLICE,
    RESIZE_NEAREST,
    RESIZE_BILINEAR_S8,
    TRANSPOSE_CONV2D_S8;

    /** The kernel that runs an operator. An alias has none: see {@link #isAlias}. */
    public static Kernel of(Operator operator) {
        if (operator instanceof Conv2d) {
            return CONV2D_S8;
        }
        if (operator instanceof DepthwiseConv2d) {
            return DEPTHWISE_CONV2D_S8;
        }
        if (operator instanceof FullyConnected) {
            return FULLY_CONNECTED_S8;
        }
        if (operator instanceof AveragePool2d) {
            return AVERAGE_POOL2D_S8;
        }
        if (operator instanceof MaxPool2d) {
            return MAX_POOL2D_S8;
        }
        if (operator instanceof Add) {
            return ADD_S8;
        }
        if (operator instanceof Subtract) {
            return SUB_S8;
        }
        if (operator instanceof Multiply) {
            return MUL_S8;
        }
        if (operator instanceof Maximum) {
            return MAXIMUM_S8;
        }
        if (operator instanceof Minimum) {
            return MINIMUM_S8;
        }
        if (operator instanceof Mean || operator instanceof Sum) {
            return MEAN_S8;
        }
        if (operator instanceof ReduceMax) {
            return REDUCE_MAX_S8;
        }
        if (operator instanceof Pad) {
            return PAD;
        }
        if (operator instanceof Softmax) {
            return SOFTMAX_S8;
        }
        if (operator instanceof Transpose) {
            return TRANSPOSE;
        }
        if (operator instanceof Quantize) {
            return QUANTIZE_F32;
        }
        if (operator instanceof Dequantize) {
            return DEQUANTIZE_F32;
        }
        if (operator instanceof Requantize) {
            return REQUANTIZE_8;
        }
        if (operator instanceof TableFunction) {
            return LOOKUP_8;
        }
        if (operator instanceof Prelu) {
            return PRELU_S8;
        }
        if (operator instanceof ArgMax) {
            return ARG_MAX_S8;
        }
        if (operator instanceof Cast) {
            return CAST;
        }
        if (operator instanceof Gather) {
            return GATHER;
        }
        if (operator instanceof Concatenation) {
            return CONCATENATION;
        }
        if (operator instanceof Slice) {
            return SLICE;
        }
        if (operator instanceof ResizeNearest) {
            return RESIZE_NEAREST;
        }
        if (operator instanceof ResizeBilinear) {
            return RESIZE_BILINEAR_S8;
        }
        if (operator instanceof TransposeConv2d) {
            return TRANSPOSE_CONV2D_S8;
        }
        throw new IllegalArgumentException("no kernel for " + operator.origin());
    }

    /** Whether an operator only gives bytes another name: it needs no step and no memory. */
    public static boolean isAlias(Operator operator) {
        return operator instanceof Reshape;
    }

    /** What is kept for each output element that is folded slice by slice: a sum, or a maximum in the output itself. */
    public Accumulator accumulator() {
        return this == MAX_POOL2D_S8 || this == REDUCE_MAX_S8
                ? Accumulator.OUTPUT
                : Accumulator.ofSums(ElementType.INT8);
    }

    /** Bytes of accumulators beside the output for output elements that are folded slice by slice. */
    public int accumulatorBytes(int elements) {
        return Math.multiplyExact(elements, accumulator().bytes());
    }

    /** What a kernel promises about the order in which it reads an operand and writes the output. */
    public enum Order {
        /** Nothing. */
        NONE,
        /** Output pixels come in row-major order; a pixel is written before anything is read for the next one. */
        PIXELS,
        /** Elements come in ascending order; each is read before the one of the same index is written. */
        ELEMENTS
    }

    /** What this kernel promises for parts of any shape. */
    public Order order(Graph graph, Operator operator, int operand) {
        return switch (this) {
            case ADD_S8,
                    SUB_S8,
                    MUL_S8,
                    MAXIMUM_S8,
                    MINIMUM_S8,
                    SOFTMAX_S8,
                    REQUANTIZE_8,
                    QUANTIZE_F32,
                    LOOKUP_8,
                    PRELU_S8 ->
                graph.tensor(operator.inputs().get(operand))
                                .extent()
                                .equals(graph.outputOf(operator).extent())
                        ? Order.ELEMENTS
                        : Order.NONE;
            case CONV2D_S8, DEPTHWISE_CONV2D_S8, AVERAGE_POOL2D_S8, MAX_POOL2D_S8 -> Order.PIXELS;
            default -> Order.NONE;
        };
    }

    /** Name of the C function that is written in portable C. */
    String function() {
        return "pex_" + name().toLowerCase(Locale.ROOT);
    }
}
