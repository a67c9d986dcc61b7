package dev.pex.operator;

/** Fused activation of an operator. */
public enum Activation {
    NONE,
    RELU,
    RELU6,
    RELU_N1_TO_1
}
