package dev.pex.codesign.explore;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.output.FileFaults;
import java.io.IOException;
import java.nio.file.Path;

/** Diagnostics of explorations. */
final class Faults {
    private static final String PREFIX = "pex.codesign.";

    private Faults() {}

    static DiagnosticException setting(String name, String what, String help) {
        return new DiagnosticException(Diagnostic.error(Code.BAD_PARAMETER, PREFIX + name, what, help));
    }

    static DiagnosticException unwritable(Path file, IOException e) {
        return new DiagnosticException(
                Diagnostic.error(
                        Code.OUTPUT_UNWRITABLE,
                        file.toString(),
                        "it cannot be written: " + FileFaults.reason(e),
                        "make room or choose another folder; the exploration goes on where it stopped when it is started again"));
    }
}
