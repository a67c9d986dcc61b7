package dev.pex.maven.batch;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.plan.Target;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Reads the name of a target. */
public final class Targets {
    private Targets() {}

    public static Target parse(String id) {
        return Arrays.stream(Target.values())
                .filter(target -> target.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new DiagnosticException(Diagnostic.error(
                        Code.BAD_PARAMETER,
                        "pex.target",
                        "'" + id + "' is no target",
                        "known: "
                                + Arrays.stream(Target.values()).map(Target::id).collect(Collectors.joining(", ")))));
    }
}
