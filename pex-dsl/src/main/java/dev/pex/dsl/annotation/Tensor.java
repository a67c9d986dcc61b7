package dev.pex.dsl.annotation;

/** What the methods of a declared network return; only a name for the processor, there are no values of it. */
public final class Tensor {
    private Tensor() {}
}
