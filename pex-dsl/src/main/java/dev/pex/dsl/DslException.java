package dev.pex.dsl;

import dev.pex.dsl.build.CallSite;
import java.util.Optional;

/**
 * A mistake in the description of a network. The message names the operator, says what is wrong, and ends with the file and
 * line of the call where there is one: {@code conv2d 'stem': kernel 5x5 is larger than its 3x3 input, at
 * KeywordSpotter.java:31}.
 */
public final class DslException extends IllegalArgumentException {
    private final String what;

    private DslException(String what, Optional<String> place) {
        super(what + place.map(known -> ", at " + known).orElse(""));
        this.what = what;
    }

    static DslException of(String what) {
        return new DslException(what, CallSite.current());
    }

    /** The message without the place. */
    public String what() {
        return what;
    }
}
