package dev.pex.output;

import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** A temporary sibling of a folder, where files are written completely before they are moved into it. */
final class StagingFolder implements AutoCloseable {
    private final Path path;

    private StagingFolder(Path path) {
        this.path = path;
    }

    /** Creates a new folder next to another one, so that moves between them stay in one file system. */
    static StagingFolder beside(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException(folder + " has no parent folder");
        }
        Files.createDirectories(parent);
        // Not createTempDirectory: the folder itself can become the output and needs the usual permissions.
        Path path = parent.resolve("." + folder.getFileName() + ".pex-" + UUID.randomUUID());
        return new StagingFolder(Files.createDirectory(path));
    }

    void write(String name, Bytes content) throws IOException {
        Path file = path.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content.toArray());
    }

    void move(String name, Path folder) throws IOException {
        Path target = folder.resolve(name);
        Files.createDirectories(target.getParent());
        AtomicFile.move(path.resolve(name), target);
    }

    /** Renames this folder to the given one, which does not exist yet. */
    void become(Path folder) throws IOException {
        Files.move(path, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        Folders.delete(path);
    }
}
