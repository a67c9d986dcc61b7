package dev.pex.diagnostic;

import java.util.ArrayList;
import java.util.List;

/** Collects diagnostics, so that one run reports all faults. */
public final class Diagnostics {
    private final List<Diagnostic> found = new ArrayList<>();

    public void report(Diagnostic diagnostic) {
        found.add(diagnostic);
    }

    public void error(Code code, String where, String what, String help) {
        report(Diagnostic.error(code, where, what, help));
    }

    public void warning(Code code, String where, String what, String help) {
        report(Diagnostic.warning(code, where, what, help));
    }

    public boolean hasErrors() {
        return found.stream().anyMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
    }

    /** All findings so far, in the order they were reported. */
    public List<Diagnostic> all() {
        return List.copyOf(found);
    }

    /** Ends the compilation when an error has been reported. */
    public void throwIfErrors() {
        if (hasErrors()) {
            throw new DiagnosticException(all());
        }
    }
}
