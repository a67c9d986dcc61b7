package dev.pex.maven.batch;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Which model writes to which folder in one build, so that no module overwrites the output of another. */
public final class OutputClaims {
    private record Claim(Path file, SortedMap<String, String> choices) {
        /** The parameters that have other values there. */
        private SortedSet<String> differences(Claim other) {
            SortedSet<String> names = new TreeSet<>(choices.keySet());
            names.addAll(other.choices.keySet());
            names.removeIf(name -> choices.getOrDefault(name, "").equals(other.choices.getOrDefault(name, "")));
            return names;
        }
    }

    private final ConcurrentMap<Path, Claim> owners = new ConcurrentHashMap<>();

    /**
     * Reserves a folder for a model.
     *
     * @param choices all options that change the output, by the name of the parameter
     * @param parameter the parameter that gives an execution another folder
     * @throws DiagnosticException when another model has it, or the same one with other choices
     */
    public void claim(Path folder, ModelRequest request, SortedMap<String, String> choices, String parameter) {
        Path key = folder.toAbsolutePath().normalize();
        Path file = request.file().toAbsolutePath().normalize();
        Claim claim = new Claim(file, new TreeMap<>(choices));
        Claim owner = owners.putIfAbsent(key, claim);
        if (owner == null) {
            return;
        }
        if (!owner.file().equals(file)) {
            throw clash(
                    request,
                    "another model of this build is written to " + key + " too: " + owner.file(),
                    "give each module another output folder, or one model another <name>");
        }
        SortedSet<String> differences = claim.differences(owner);
        if (!differences.isEmpty()) {
            throw clash(
                    request,
                    "it is written to " + key + " twice in this build, with different <"
                            + String.join(">, <", differences) + ">",
                    "give each <execution> another <" + parameter + ">");
        }
    }

    private static DiagnosticException clash(ModelRequest request, String what, String help) {
        return new DiagnosticException(Diagnostic.error(Code.NAME_CLASH, request.fileName(), what, help));
    }
}
