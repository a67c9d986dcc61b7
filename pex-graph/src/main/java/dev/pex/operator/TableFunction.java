package dev.pex.operator;

import java.util.Optional;

/** An int8 function of one int8 value, element by element: 256 values say all about it. */
public interface TableFunction extends Unary {

    @Override
    default Optional<Operator> transposed() {
        return Optional.of(this);
    }
}
