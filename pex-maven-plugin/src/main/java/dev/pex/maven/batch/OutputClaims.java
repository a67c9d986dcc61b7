package dev.pex.maven.batch;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Who writes which folder in one build, so that no module overwrites what another one made. */
public final class OutputClaims {
    private final ConcurrentMap<Path, Path> owners = new ConcurrentHashMap<>();

    /**
     * Reserves a folder for a model.
     *
     * @throws DiagnosticException when another model has it
     */
    public void claim(Path folder, ModelRequest request) {
        Path key = folder.toAbsolutePath().normalize();
        Path file = request.file().toAbsolutePath().normalize();
        Path owner = owners.putIfAbsent(key, file);
        if (owner != null && !owner.equals(file)) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.NAME_CLASH,
                    request.fileName(),
                    "another model of this build is written to " + key + " too: " + owner,
                    "give each module another output folder, or one model another <name>"));
        }
    }
}
