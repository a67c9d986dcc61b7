package dev.pex.testing;

import dev.pex.diagnostic.Diagnostic;
import java.util.List;
import java.util.regex.Pattern;

/** Diagnostics are for people: no text of Java's own gets into them. */
public final class PlainWords {
    /** Records, optionals, objects without a text of their own, names of classes and of exceptions. */
    private static final Pattern JAVA = Pattern.compile("\\bOptional(\\[|\\.empty)|\\[[a-z]\\w*=|@[0-9a-f]{5,8}\\b"
            + "|\\b(dev\\.pex|java|javax|com|org)\\.[a-z]+\\.|\\bnull\\b|[a-z]Exception\\b|\\bNo enum constant\\b");

    private PlainWords() {}

    /** Fails when a diagnostic has text of Java's own in it. */
    public static void require(List<Diagnostic> diagnostics) {
        diagnostics.forEach(diagnostic -> {
            if (JAVA.matcher(diagnostic.toString()).find()) {
                throw new AssertionError("text of Java in a message: " + diagnostic);
            }
        });
    }
}
