package dev.pex.dsl.build;

import dev.pex.operator.Origin;
import dev.pex.tensor.Axis;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Tensor;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The call that describes one operator, input or constant.
 *
 * @param origin index of the operator in the network; the called method, such as {@code conv2d}; the name of the operator
 *     and of its output
 * @param output id of the tensor that the call adds
 * @param mistakes makes exceptions
 */
public record Call(Origin origin, int output, Mistakes mistakes) {
    private static final int IMAGE_RANK = 4;

    public String name() {
        return origin.name();
    }

    /** The exception for a mistake in this call. */
    public RuntimeException problem(String what) {
        return mistakes.of(origin.kind() + " '" + origin.name() + "': " + what);
    }

    /** Throws the exception for a mistake unless a condition holds. */
    public void require(boolean condition, String otherwise) {
        if (!condition) {
            throw problem(otherwise);
        }
    }

    /** Requires an input of one of some types. */
    public void requireType(Tensor input, ElementType... allowed) {
        require(
                List.of(allowed).contains(input.type()),
                "its input '" + input.name() + "' is " + input.type() + "; it takes "
                        + Arrays.stream(allowed).map(Enum::name).collect(Collectors.joining(" or ")));
    }

    /** Requires an input of the shape {@code [1, rows, columns, channels]}. */
    public void requireImage(Tensor input) {
        require(
                input.shape().size() == IMAGE_RANK,
                "its input '" + input.name() + "' has the shape " + input.shape()
                        + "; it takes an image, [1, rows, columns, channels]: reshape it first");
    }

    /** Requires that the output's type is int8. */
    public void requireInt8(ElementType made) {
        require(made == ElementType.INT8, "its output is " + made + "; it makes INT8");
    }

    /** The axes of a reduction: at least one, and each once. */
    public List<Axis> distinct(Axis... axes) {
        require(axes.length > 0, "it has no axes");
        List<Axis> list = List.of(axes);
        require(EnumSet.copyOf(list).size() == axes.length, "its axes " + list + " repeat themselves");
        return list;
    }
}
