package dev.pex.dsl.annotation;

/** The return type of the methods of a declared network; the processor reads it, and it has no instances. */
public final class Tensor {
    private Tensor() {}
}
