package dev.pex.dsl;

import dev.pex.array.MalformedFileException;
import dev.pex.array.Npy;
import dev.pex.array.NumberArray;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** The files of the project that describes a network. It records what was read, so that a build knows its inputs. */
public final class ProjectFiles {
    private static final long LARGEST = 1 << 30;

    private final Path root;
    private final Set<Path> opened = new TreeSet<>();

    /** Files with paths relative to a folder. */
    public ProjectFiles(Path root) {
        this.root = root;
    }

    /**
     * The bytes of a file.
     *
     * @throws DiagnosticException when it cannot be read
     */
    public byte[] read(String file) {
        try {
            Path path = root.resolve(file);
            opened.add(path);
            if (Files.size(path) > LARGEST) {
                throw unreadable(file, "it is larger than 1 GiB");
            }
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw unreadable(file, "it does not exist");
        } catch (IOException | InvalidPathException e) {
            throw unreadable(file, "it cannot be read: " + e.getMessage());
        }
    }

    /**
     * The array of a {@code .npy} file, such as the values of a constant.
     *
     * @throws DiagnosticException when it cannot be read, or is damaged
     */
    public NumberArray array(String file) {
        try {
            return Npy.read(read(file));
        } catch (MalformedFileException e) {
            throw unreadable(file, e.what(), "write it with numpy.save");
        }
    }

    private static DiagnosticException unreadable(String file, String what) {
        return unreadable(file, what, "paths are relative to the project's folder");
    }

    private static DiagnosticException unreadable(String file, String what, String help) {
        return new DiagnosticException(Diagnostic.error(Code.WEIGHTS_UNREADABLE, file, what, help));
    }

    /** The files that were read or looked for so far. */
    public Set<Path> opened() {
        return Collections.unmodifiableSet(opened);
    }
}
