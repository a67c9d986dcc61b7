package dev.pex.frontend.tflite.file;

/**
 * What is supported where files may have more. The check that refuses the rest names it in its message, and
 * docs/OPERATORS.md is made of the same words.
 */
public interface Limit {
    /** What is supported, as words after "supported:". */
    String text();

    /** A limit in words. */
    static Limit of(String text) {
        return new Words(text);
    }

    /** A limit that is words alone. */
    record Words(String text) implements Limit {}
}
