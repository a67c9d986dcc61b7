package dev.pex.dsl.build;

import dev.pex.tensor.ElementType;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.util.Optional;

/**
 * Type and quantisation of an operator's output, and which input the operator takes for it.
 *
 * @param stated the type that the user states or the operator fixes; empty for the type of the input
 * @param made the quantisation that the user states or the operator fixes
 */
public record Result(Kind kind, Optional<ElementType> stated, Optional<Quantization> made) {
    /** float32 from float32. */
    public static final Result FLOAT = of(Kind.FLOAT);

    /** int8 from int8 with the input's quantisation, or float32 from float32. */
    public static final Result KEPT = of(Kind.KEPT);

    /** The elements of the input, which may have any type; nothing is computed with them. */
    public static final Result MOVED = of(Kind.MOVED);

    /** Plain int32 from int8 or float32. */
    public static final Result INDEX = of(Kind.INDEX);

    /** The kinds of outputs. */
    public enum Kind {
        /** See {@link Result#int8}. */
        INT8,
        /** See {@link Result#FLOAT}. */
        FLOAT,
        /** See {@link Result#KEPT}. */
        KEPT,
        /** See {@link Result#fixed}. */
        FIXED,
        /** See {@link Result#INDEX}. */
        INDEX,
        /** See {@link Result#MOVED}. */
        MOVED,
        /** See {@link Result#converted}. */
        CONVERTED
    }

    private static Result of(Kind kind) {
        return new Result(kind, Optional.empty(), Optional.empty());
    }

    /**
     * int8 from int8.
     *
     * @param type the type that the user states; it must be int8
     */
    public static Result int8(ElementType type, Quantization quantization) {
        return new Result(Kind.INT8, Optional.of(type), Optional.of(quantization));
    }

    /** int8 of a fixed quantisation from int8, or float32 from float32. */
    public static Result fixed(float scale, int zeroPoint) {
        return new Result(Kind.FIXED, Optional.empty(), Optional.of(new Quantization(scale, zeroPoint)));
    }

    /** A conversion to a type; the call checks its input itself. */
    public static Result converted(ElementType type, Optional<Quantization> quantization) {
        return new Result(Kind.CONVERTED, Optional.of(type), quantization);
    }

    /** Throws the exception for a mistake when the operator cannot take an input. */
    public void check(Call call, Operand input) {
        switch (kind) {
            case INT8 -> {
                call.requireType(input.tensor(), ElementType.INT8);
                call.requireInt8(stated.orElseThrow());
            }
            case FLOAT -> input.requireFloat(call);
            case KEPT, FIXED, INDEX -> input.requireNumbers(call);
            case MOVED, CONVERTED -> {}
        }
    }

    /** The output's type. */
    public ElementType type(Tensor input) {
        return kind == Kind.INDEX ? ElementType.INT32 : stated.orElse(input.type());
    }

    /** The output's quantisation; empty for a type without one. */
    public Optional<Quantization> quantization(Tensor input) {
        return switch (kind) {
            case INT8, CONVERTED -> made;
            case FLOAT, INDEX -> Optional.empty();
            case KEPT, MOVED -> input.quantization();
            case FIXED -> input.type() == ElementType.FLOAT32 ? Optional.empty() : made;
        };
    }

    /** Whether the operator computes with elements, so that float32 elements make the network a float network. */
    boolean computes() {
        return kind != Kind.MOVED && kind != Kind.CONVERTED;
    }

    /**
     * The quantisation that a float output has to have when the network is quantised; empty when that is open.
     *
     * @param input the quantisation of the operator's first input
     */
    Optional<Quantization> whenQuantized(Optional<Quantization> input) {
        return switch (kind) {
            case KEPT, MOVED, CONVERTED -> input;
            case FIXED -> made;
            case INT8, FLOAT, INDEX -> Optional.empty();
        };
    }
}
