package dev.pex.dsl;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Optional;

/** Which line of the user's code is calling. */
final class CallSite {
    private static final StackWalker WALKER = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);
    private static final String HERE = CallSite.class.getPackageName();

    private CallSite() {}

    /**
     * The innermost caller outside this package and the Java library, such as {@code KeywordSpotter.java:31}; empty when it
     * is a build, after the description is complete.
     */
    static Optional<String> current() {
        return WALKER.walk(frames -> frames.takeWhile(frame -> frame.getDeclaringClass() != ModelBridge.class)
                .filter(CallSite::isUser)
                .findFirst()
                .map(CallSite::describe));
    }

    /** Code of this package calls its own through the Java library too, and so may its users. */
    private static boolean isUser(StackFrame frame) {
        String name = frame.getDeclaringClass().getPackageName();
        return !name.equals(HERE) && !name.startsWith("java.");
    }

    private static String describe(StackFrame frame) {
        String file = frame.getFileName();
        return (file == null ? frame.getClassName() : file)
                + (frame.getLineNumber() < 0 ? "" : ":" + frame.getLineNumber());
    }
}
