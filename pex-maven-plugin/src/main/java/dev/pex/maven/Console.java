package dev.pex.maven;

import dev.pex.diagnostic.Diagnostic;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.plugin.logging.Log;

/** Prints diagnostics. */
record Console(Log log) {
    /** Prints a diagnostic as an error or a warning. */
    void tell(Diagnostic diagnostic) {
        if (diagnostic.severity() == Diagnostic.Severity.ERROR) {
            log.error(diagnostic.toString());
        } else {
            log.warn(diagnostic.toString());
        }
    }

    /** The codes of the errors, each once. */
    static String codes(List<Diagnostic> diagnostics) {
        return diagnostics.stream()
                .filter(d -> d.severity() == Diagnostic.Severity.ERROR)
                .map(d -> d.code().id())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
