package dev.pex.diagnostic;

import java.util.List;
import java.util.stream.Collectors;

/** Ends a compilation because of the user's input; carries at least one error. */
public final class DiagnosticException extends RuntimeException {
    private final transient List<Diagnostic> diagnostics;

    public DiagnosticException(List<Diagnostic> diagnostics) {
        super(diagnostics.stream().map(Diagnostic::toString).collect(Collectors.joining("\n")));
        this.diagnostics = List.copyOf(diagnostics);
    }

    public DiagnosticException(Diagnostic diagnostic) {
        this(List.of(diagnostic));
    }

    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
