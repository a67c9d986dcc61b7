package dev.pex.kernel;

import dev.pex.operator.Binary;
import dev.pex.operator.Operator;
import dev.pex.operator.Reduction;
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
    SQUARED_DIFFERENCE_S8,
    MUL_S8,
    DIV_S8,
    MAXIMUM_S8,
    MINIMUM_S8,
    MEAN_S8,
    REDUCE_MAX_S8,
    REDUCE_MIN_S8,
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
    TRANSPOSE_CONV2D_S8,
    /** A kernel from outside, which its operator brings along. */
    CUSTOM;

    /** The kernel of a formula of two elements. */
    static Kernel of(Binary.Formula formula) {
        return switch (formula) {
            case ADD -> ADD_S8;
            case SUBTRACT -> SUB_S8;
            case SQUARED_DIFFERENCE -> SQUARED_DIFFERENCE_S8;
            case MULTIPLY -> MUL_S8;
            case DIVIDE -> DIV_S8;
            case MAXIMUM -> MAXIMUM_S8;
            case MINIMUM -> MINIMUM_S8;
        };
    }

    /** The kernel of a reduction. */
    static Kernel of(Reduction.Formula formula) {
        return switch (formula) {
            case MEAN, SUM -> MEAN_S8;
            case MAXIMUM -> REDUCE_MAX_S8;
            case MINIMUM -> REDUCE_MIN_S8;
        };
    }

    /**
     * The kernel that runs an operator.
     *
     * @throws IllegalArgumentException for an alias, which no kernel runs: see {@link Operator#isAlias}
     */
    public static Kernel of(Operator operator) {
        return operator.accept(KernelChoice.INSTANCE);
    }

    /** Name of the C function that is written in portable C. */
    String function() {
        return "pex_" + name().toLowerCase(Locale.ROOT);
    }
}
