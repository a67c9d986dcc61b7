package dev.pex.maven.batch;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.output.FileFaults;
import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Finds and reads files that users name. */
public final class ModelFiles {
    private static final long LIMIT = Integer.MAX_VALUE - 16L;

    private ModelFiles() {}

    /** The models directly in a folder, in the order of their names; none when there is no such folder. */
    public static List<ModelRequest> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(ModelRequest::isModel)
                    .filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(ModelRequest::of, Comparator.comparing(ModelRequest::fileName)))
                    .map(ModelRequest::of)
                    .toList();
        } catch (IOException e) {
            throw unreadable(folder.toString(), FileFaults.reason(e), "");
        }
    }

    /**
     * The content of a file.
     *
     * @param what its name in messages
     * @throws DiagnosticException when it cannot be read
     */
    public static Bytes read(Path file, String what) {
        if (!Files.exists(file)) {
            throw unreadable(what, "there is no such file", "looked for " + file);
        }
        if (Files.isDirectory(file)) {
            throw unreadable(what, "it is a folder, not a file", "-Dpex.models=FOLDER takes all models of a folder");
        }
        try {
            if (Files.size(file) > LIMIT) {
                throw unreadable(what, "it is larger than 2 GB", "");
            }
            return Bytes.copyOf(Files.readAllBytes(file));
        } catch (IOException e) {
            throw unreadable(what, FileFaults.reason(e), "");
        }
    }

    private static DiagnosticException unreadable(String where, String what, String help) {
        return new DiagnosticException(Diagnostic.error(Code.FILE_UNREADABLE, where, what, help));
    }
}
