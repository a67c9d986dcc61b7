package dev.pex.dsl;

/**
 * The options that operators with a window share: how it moves.
 *
 * @param <T> the operator's own options; every method makes a changed copy
 */
public sealed interface WindowOptions<T> permits AveragePool2d, Conv2d, DepthwiseConv2d, MaxPool2d, TransposeConv2d {
    Sliding sliding();

    T with(Sliding changed);

    default T stride(int rows, int columns) {
        return with(sliding().stride(rows, columns));
    }

    /** With SAME padding; a pool ignores absent elements. */
    default T same() {
        return with(sliding().padding(Padding.SAME));
    }
}
