package dev.pex.operator;

/** Operators that an activation can be fused to. */
public interface Activated extends Operator {
    Activation activation();

    /** The same operator with another activation. */
    Operator withActivation(Activation activation);
}
