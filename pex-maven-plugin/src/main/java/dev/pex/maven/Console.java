package dev.pex.maven;

import dev.pex.diagnostic.Diagnostic;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.plugin.logging.Log;

/** Prints diagnostics. */
public record Console(Log log) {
    /** Prints a diagnostic as an error or a warning. */
    public void tell(Diagnostic diagnostic) {
        if (diagnostic.severity() == Diagnostic.Severity.ERROR) {
            log.error(diagnostic.toString());
        } else {
            log.warn(diagnostic.toString());
        }
    }

    /** The codes of the errors, each once. */
    public static String codes(List<Diagnostic> diagnostics) {
        return diagnostics.stream()
                .filter(d -> d.severity() == Diagnostic.Severity.ERROR)
                .map(d -> d.code().id())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
