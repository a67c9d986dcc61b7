package dev.pex.codesign.app;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.output.FileFaults;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/** Keeps a folder to one training: two would replace each other's checkpoints. The system frees it when a process ends. */
final class FolderLock {
    private FolderLock() {}

    /**
     * Makes a folder and keeps it during some work.
     *
     * @throws DiagnosticException when another training has it, or nothing can be written there
     */
    static <T> T holding(Path folder, Supplier<T> work) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(".lock");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                if (isTaken(channel)) {
                    throw new DiagnosticException(Diagnostic.error(
                            Code.CHECKPOINT,
                            folder.toString(),
                            "another training is using this folder",
                            "wait for its end, or take another output folder"));
                }
                return work.get();
            }
        } catch (IOException e) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.OUTPUT_UNWRITABLE,
                    folder.toString(),
                    "nothing can be written there: " + FileFaults.reason(e),
                    "take another output folder, or make this one writable"));
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }
}
