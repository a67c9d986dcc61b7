package dev.pex.dsl;

/**
 * A mistake in the description of a network. The message names the operator, says what is wrong with it,
 * and ends with the file and line of the call, as in {@code conv2d 'stem': kernel 5x5 is larger than its
 * 3x3 input, at KeywordSpotter.java:31}.
 */
public final class DslException extends IllegalArgumentException {
    private DslException(String message) {
        super(message);
    }

    static DslException of(String what) {
        return new DslException(what + ", at " + CallSite.current());
    }
}
