package dev.pex.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes single files so that others see their old content or the new one, and nothing between. */
public final class AtomicFile {
    private AtomicFile() {}

    /**
     * Writes a file, and makes the folders above it.
     *
     * @param parts its content, one after the other
     */
    public static void write(Path file, byte[]... parts) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null) {
            throw new IOException(target + " has no parent folder");
        }
        Files.createDirectories(folder);
        // Not createTempFile, whose files only their owner can read.
        Path staged = folder.resolve("." + target.getFileName() + ".pex-" + UUID.randomUUID());
        try {
            try (OutputStream stream = Files.newOutputStream(staged, StandardOpenOption.CREATE_NEW)) {
                for (byte[] part : parts) {
                    stream.write(part);
                }
            }
            move(staged, target);
        } finally {
            Files.deleteIfExists(staged);
        }
    }

    /** Moves a file over another one of the same file system. */
    static void move(Path source, Path target) throws IOException {
        try {
            Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(source, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
