package dev.pex.operator;

import dev.pex.quant.Arithmetic;
import dev.pex.quant.Arithmetic.Unscaled;

/** Operators that copy elements from elsewhere, of any type and as they are. */
public interface Movement extends Operator {
    @Override
    default Values values() {
        return Values.MOVED;
    }

    @Override
    default Arithmetic arithmetic(Tensors tensors) {
        return new Unscaled();
    }
}
