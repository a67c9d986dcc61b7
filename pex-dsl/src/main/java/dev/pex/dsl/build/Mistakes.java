package dev.pex.dsl.build;

/** Makes the exception for a mistake of the user. */
@FunctionalInterface
public interface Mistakes {
    /**
     * The exception for a mistake.
     *
     * @param what the whole message, except the line of the user's code
     */
    RuntimeException of(String what);
}
