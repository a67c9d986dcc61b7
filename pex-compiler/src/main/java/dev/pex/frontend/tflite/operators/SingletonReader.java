package dev.pex.frontend.tflite.operators;

import dev.pex.operator.Reshape;
import dev.pex.tensor.Tensor;
import java.util.List;

/** SQUEEZE and EXPAND_DIMS: dimensions of 1 go or come, the declared shape of the output says which. */
final class SingletonReader implements OperatorReader {
    private static final Form FORM = Form.moving(Types.ANY).noting("an alias, which costs no bytes and no time");

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(1, 2);
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        operator.require(Types.ANY, input, output);
        operator.requireSameType(input, output);
        if (!withoutSingletons(input).equals(withoutSingletons(output))) {
            throw operator.invalid("its input has the shape " + input.shape() + " but its output " + output.shape()
                    + ": other dimensions than those of 1 differ");
        }
        operator.add(new Reshape(operator.origin(), input.id(), output.id()));
    }

    private static List<Integer> withoutSingletons(Tensor tensor) {
        return tensor.shape().stream().filter(size -> size != 1).toList();
    }
}
