package dev.pex.emit;

import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The C files that pex-runtime-c brings. */
final class RuntimeFiles {
    private static final String FOLDER = "/dev/pex/runtime/";

    private RuntimeFiles() {}

    static Bytes read(String name) {
        try (InputStream in = RuntimeFiles.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("pex-runtime-c has no " + name);
            }
            return Bytes.copyOf(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
