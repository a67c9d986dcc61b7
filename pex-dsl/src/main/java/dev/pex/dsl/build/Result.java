package dev.pex.dsl.build;

import dev.pex.operator.Operator;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.util.Optional;

/**
 * Type and quantisation of an operator's output, and which input the operator takes for it.
 *
 * @param stated the type that the user states; empty for the type of the input
 * @param made the quantisation that the user states
 */
public record Result(Kind kind, Optional<ElementType> stated, Optional<Quantization> made) {
    /** float32 from float32. */
    public static final Result FLOAT = of(Kind.FLOAT);

    /** int8 from int8 with the quantisation that the operator fixes or else that of the input, or float32 from float32. */
    public static final Result IMPLIED = of(Kind.IMPLIED);

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
        /** See {@link Result#IMPLIED}. */
        IMPLIED,
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
            case IMPLIED, INDEX -> input.requireNumbers(call);
            case MOVED, CONVERTED -> {}
        }
    }

    /** The output's type. */
    public ElementType type(Tensor input) {
        return kind == Kind.INDEX ? ElementType.INT32 : stated.orElse(input.type());
    }

    /** The output's quantisation; empty for a type without one. */
    public Optional<Quantization> quantization(Tensor input, Operator operator) {
        return switch (kind) {
            case INT8, CONVERTED -> made;
            case FLOAT, INDEX -> Optional.empty();
            case MOVED -> input.quantization();
            case IMPLIED ->
                input.type() == ElementType.FLOAT32
                        ? Optional.empty()
                        : operator.fixedQuantization().or(input::quantization);
        };
    }
}
