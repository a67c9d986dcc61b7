package dev.pex.dsl.build;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Optional;

/** Finds the line of the user's code that is calling. */
public final class CallSite {
    private static final StackWalker WALKER = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);
    private static final String DSL = "dev.pex.dsl";
    private static final String BRIDGE = DSL + ".bridge";

    private CallSite() {}

    /**
     * The innermost caller outside the DSL and the Java library, such as {@code KeywordSpotter.java:31}; empty when a build
     * is calling after the description is complete.
     */
    public static Optional<String> current() {
        return WALKER.walk(frames -> frames.takeWhile(frame -> !packageOf(frame).equals(BRIDGE))
                .filter(CallSite::isUser)
                .findFirst()
                .map(CallSite::describe));
    }

    /** The DSL calls its own code through the Java library too, and so may its users. */
    private static boolean isUser(StackFrame frame) {
        String name = packageOf(frame);
        return !name.equals(DSL) && !name.startsWith(DSL + ".") && !name.startsWith("java.");
    }

    private static String packageOf(StackFrame frame) {
        return frame.getDeclaringClass().getPackageName();
    }

    private static String describe(StackFrame frame) {
        String file = frame.getFileName();
        return (file == null ? frame.getClassName() : file)
                + (frame.getLineNumber() < 0 ? "" : ":" + frame.getLineNumber());
    }
}
