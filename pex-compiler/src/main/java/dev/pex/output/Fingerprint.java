package dev.pex.output;

import dev.pex.graph.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Stands for everything that some files are made from: equal fingerprints, equal files.
 *
 * @param hex a SHA-256 sum
 */
public record Fingerprint(String hex) {
    /** Collects what a fingerprint stands for. */
    public static final class Builder {
        private final MessageDigest digest = sha256();

        private Builder() {}

        /** Adds a named value. Names and lengths take part, so that no two sequences look alike. */
        public Builder add(String name, byte[] content) {
            byte[] label = name.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(2 * Integer.BYTES)
                    .putInt(label.length)
                    .putInt(content.length)
                    .array());
            digest.update(label);
            digest.update(content);
            return this;
        }

        public Builder add(String name, String value) {
            return add(name, value.getBytes(StandardCharsets.UTF_8));
        }

        public Fingerprint build() {
            return new Fingerprint(HexFormat.of().formatHex(digest.digest()));
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    static Fingerprint of(Path file) throws IOException {
        return new Fingerprint(HexFormat.of().formatHex(sha256().digest(Files.readAllBytes(file))));
    }

    static Fingerprint of(Bytes content) {
        return new Fingerprint(HexFormat.of().formatHex(sha256().digest(content.toArray())));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
