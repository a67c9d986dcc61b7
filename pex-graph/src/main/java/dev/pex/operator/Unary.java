package dev.pex.operator;

import java.util.List;

/** Operators with one operand. */
public interface Unary extends Operator {
    int input();

    @Override
    default List<Integer> inputs() {
        return List.of(input());
    }
}
