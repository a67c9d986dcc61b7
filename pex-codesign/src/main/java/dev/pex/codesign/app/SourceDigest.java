package dev.pex.codesign.app;

import dev.pex.codesign.data.Sha256;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.output.FileFaults;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A digest of the files that trials read, the same on every machine that has the same files. */
final class SourceDigest {
    private static final int BUFFER = 1 << 16;

    private SourceDigest() {}

    /**
     * The digest of a model, of all files of a data set, and of their list.
     *
     * @throws DiagnosticException when a file cannot be read
     */
    static String of(Path model, Path data, Optional<Path> list) {
        MessageDigest digest = Sha256.begin();
        try {
            add(digest, "model", model);
            if (list.isPresent()) {
                add(digest, "list", list.get());
            }
            for (Path file : files(data)) {
                add(digest, data.relativize(file).toString().replace('\\', '/'), file);
            }
        } catch (IOException e) {
            throw fault(data, e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static List<Path> files(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Name and content; names end with a zero, and contents are digests of one length. */
    private static void add(MessageDigest digest, String name, Path file) throws IOException {
        MessageDigest own = Sha256.begin();
        byte[] buffer = new byte[BUFFER];
        try (InputStream stream = Files.newInputStream(file)) {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                own.update(buffer, 0, read);
            }
        }
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(own.digest());
    }

    private static DiagnosticException fault(Path data, IOException e) {
        return new DiagnosticException(Diagnostic.error(
                Code.FILE_UNREADABLE,
                data.toString(),
                "model and data set cannot be read: " + FileFaults.reason(e),
                "name the files of the model and of the data set"));
    }
}
