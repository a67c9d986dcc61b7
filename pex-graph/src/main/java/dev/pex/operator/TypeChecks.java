package dev.pex.operator;

import dev.pex.tensor.ElementType;
import dev.pex.tensor.Tensor;
import java.util.List;

/** Conditions on the types of an operator's tensors; what does not hold is an {@link IllegalArgumentException}. */
final class TypeChecks {
    private TypeChecks() {}

    /** Operands and output are quantised int8. */
    static void requireInt8(Tensors tensors, Operator operator) {
        tensors.operands(operator).forEach(input -> requireInt8(operator, input));
        requireInt8(operator, tensors.outputOf(operator));
    }

    static void requireInt8(Operator operator, Tensor tensor) {
        requireType(operator, tensor, ElementType.INT8);
        requireQuantized(operator, tensor);
    }

    static void requireType(Operator operator, Tensor tensor, ElementType type) {
        require(
                tensor.type() == type,
                operator.origin() + ": its tensor '" + tensor.name() + "' is " + tensor.type() + ", not " + type);
    }

    static void requireQuantized(Operator operator, Tensor tensor) {
        require(
                tensor.quantization().isPresent(),
                operator.origin() + ": its tensor '" + tensor.name() + "' is not quantised");
    }

    /** Operands and output have one type and one quantisation. */
    static void requireSameType(Tensors tensors, Operator operator) {
        Tensor output = tensors.outputOf(operator);
        List<Tensor> inputs = tensors.operands(operator);
        for (Tensor input : inputs) {
            require(
                    input.type() == output.type() && input.quantization().equals(output.quantization()),
                    operator.origin() + ": its tensors '" + input.name() + "' and '" + output.name()
                            + "' are of different types");
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
