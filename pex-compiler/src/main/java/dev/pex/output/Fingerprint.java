package dev.pex.output;

import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * A digest of everything that some files are made from: equal fingerprints mean equal files. It detects changes, and does not
 * protect against anybody who writes both a file and its fingerprint.
 *
 * <p>It consists of two cyclic redundancy checks with different polynomials, which together miss a change as rarely as one of
 * 64 bits. Java computes these at full speed from the first byte on. A cryptographic digest is slow until the JVM has compiled
 * it: for the few hundred kilobytes that an unchanged build reads, it took half as long as everything else together.
 *
 * @param hex 16 digits
 */
public record Fingerprint(String hex) {
    /** Collects the content of a fingerprint. */
    public static final class Builder {
        private final CRC32 one = new CRC32();
        private final CRC32C other = new CRC32C();

        private Builder() {}

        /** Adds a named value. Names and lengths are included, so that different sequences differ. */
        public Builder add(String name, byte[] content) {
            byte[] label = name.getBytes(StandardCharsets.UTF_8);
            update(ByteBuffer.allocate(2 * Integer.BYTES)
                    .putInt(label.length)
                    .putInt(content.length)
                    .array());
            update(label);
            update(content);
            return this;
        }

        public Builder add(String name, String value) {
            return add(name, value.getBytes(StandardCharsets.UTF_8));
        }

        private void update(byte[] bytes) {
            one.update(bytes);
            other.update(bytes);
        }

        public Fingerprint build() {
            return new Fingerprint(HexFormat.of().toHexDigits(one.getValue() << Integer.SIZE | other.getValue()));
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    static Fingerprint of(Path file) throws IOException {
        return of(Files.readAllBytes(file));
    }

    static Fingerprint of(Bytes content) {
        return of(content.toArray());
    }

    private static Fingerprint of(byte[] content) {
        return builder().add("", content).build();
    }
}
