package dev.pex.operator;

/** Operators that make one value of all that a window covers, channel by channel; absent taps do not count. */
public interface Pooling extends Unary {
    Window rows();

    Window columns();

    Activation activation();
}
