package dev.pex.operator;

import dev.pex.tensor.Axis;
import java.util.List;

/** Operators that make one value of all along some axes, which keep extent 1. */
public interface Reduction extends Unary {
    List<Axis> axes();
}
