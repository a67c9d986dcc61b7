package dev.pex.operator;

import java.util.List;
import java.util.Optional;

/** Element-wise operators with two operands, either of which may be constant; an axis of extent 1 is broadcast. */
public interface Binary extends Operator {
    int left();

    int right();

    @Override
    default List<Integer> inputs() {
        return List.of(left(), right());
    }

    @Override
    default Optional<Operator> transposed() {
        return Optional.of(this);
    }
}
