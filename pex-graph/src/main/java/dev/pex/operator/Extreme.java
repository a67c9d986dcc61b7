package dev.pex.operator;

import dev.pex.quant.Arithmetic.Unscaled;

/** Reductions that keep one of their elements as it is; the output holds the one that is found so far. */
public interface Extreme extends Reduction {
    @Override
    default Values values() {
        return Values.SAME_SCALE;
    }

    @Override
    default Unscaled arithmetic(Tensors tensors) {
        return new Unscaled();
    }

    @Override
    default Accumulator accumulator() {
        return Accumulator.OUTPUT;
    }
}
