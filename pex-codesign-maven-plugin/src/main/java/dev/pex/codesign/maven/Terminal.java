package dev.pex.codesign.maven;

import java.io.Console;

/** Whether somebody watches the output. */
final class Terminal {
    private Terminal() {}

    /** Whether standard output is a terminal. */
    @SuppressWarnings("SystemConsoleNull") // where it is never null, its method isTerminal is asked
    static boolean isWatched() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
