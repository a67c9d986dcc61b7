package dev.pex.maven.batch;

import dev.pex.compiler.CompilerOptions;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Who writes which folder in one build, so that no module overwrites what another one made. */
public final class OutputClaims {
    private record Claim(Path file, CompilerOptions options) {}

    private final ConcurrentMap<Path, Claim> owners = new ConcurrentHashMap<>();

    /**
     * Reserves a folder for a model.
     *
     * @param parameter what an execution can give another value to have another folder
     * @throws DiagnosticException when another model has it, or the same one with other options
     */
    public void claim(Path folder, ModelRequest request, CompilerOptions options, String parameter) {
        Path key = folder.toAbsolutePath().normalize();
        Path file = request.file().toAbsolutePath().normalize();
        Claim owner = owners.putIfAbsent(key, new Claim(file, options));
        if (owner == null) {
            return;
        }
        if (!owner.file().equals(file)) {
            throw clash(
                    request,
                    "another model of this build is written to " + key + " too: " + owner.file(),
                    "give each module another output folder, or one model another <name>");
        }
        if (!owner.options().equals(options)) {
            throw clash(
                    request,
                    "it is written to " + key + " twice in this build, with different options",
                    "give each <execution> another <" + parameter + ">");
        }
    }

    private static DiagnosticException clash(ModelRequest request, String what, String help) {
        return new DiagnosticException(Diagnostic.error(Code.NAME_CLASH, request.fileName(), what, help));
    }
}
