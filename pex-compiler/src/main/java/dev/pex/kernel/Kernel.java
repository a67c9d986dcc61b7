package dev.pex.kernel;

import dev.pex.operator.Operator;
import dev.pex.operator.OperatorKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The kernels of pex-runtime-c. Each exists in portable C and perhaps for more instructions: see {@link Variant}. */
public enum Kernel {
    CONV2D_S8,
    DEPTHWISE_CONV2D_S8,
    FULLY_CONNECTED_S8,
    AVERAGE_POOL2D_S8,
    MAX_POOL2D_S8,
    ADD_S8(OperatorKind.ADD),
    SUB_S8(OperatorKind.SUBTRACT),
    SQUARED_DIFFERENCE_S8(OperatorKind.SQUARED_DIFFERENCE),
    MUL_S8(OperatorKind.MULTIPLY),
    DIV_S8(OperatorKind.DIVIDE),
    MAXIMUM_S8(OperatorKind.MAXIMUM),
    MINIMUM_S8(OperatorKind.MINIMUM),
    MEAN_S8(OperatorKind.MEAN, OperatorKind.SUM),
    REDUCE_MAX_S8(OperatorKind.REDUCE_MAX),
    REDUCE_MIN_S8(OperatorKind.REDUCE_MIN),
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

    private static final Map<OperatorKind, Kernel> BY_KIND = byKind();

    @SuppressWarnings("ImmutableEnumChecker") // the list is immutable
    private final List<OperatorKind> kinds;

    /** Kinds of a family, element-wise operators with two operands or reductions, whose members have their own kernels. */
    Kernel(OperatorKind... kinds) {
        this.kinds = List.of(kinds);
    }

    private static Map<OperatorKind, Kernel> byKind() {
        Map<OperatorKind, Kernel> byKind = new EnumMap<>(OperatorKind.class);
        for (Kernel kernel : values()) {
            kernel.kinds.forEach(kind -> byKind.put(kind, kernel));
        }
        return byKind;
    }

    /** The kernel that is declared for a kind. */
    static Kernel of(OperatorKind kind) {
        Kernel kernel = BY_KIND.get(kind);
        if (kernel == null) {
            throw new IllegalStateException("no constant of Kernel is declared for OperatorKind." + kind);
        }
        return kernel;
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
