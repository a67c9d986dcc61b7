package dev.pex.codesign.hazelcast;

import dev.pex.tensor.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs texts with the secret of the cluster (HMAC-SHA256). What a text is for, and the key that it lies under, are signed with
 * it, so that a text is of no use elsewhere.
 */
final class Signature {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int DIGITS = 64;
    private static final int NAME_DIGITS = 16;

    private final SecretKeySpec secret;

    Signature(Bytes secret) {
        this.secret = new SecretKeySpec(secret.toArray(), ALGORITHM);
    }

    /** A text behind its signature. */
    String signed(String purpose, String key, String text) {
        return HexFormat.of().formatHex(digest(purpose, key, text)) + text;
    }

    /** The text, unless its signature is another one. */
    Optional<String> verified(String purpose, String key, String signed) {
        if (signed.length() < DIGITS) {
            return Optional.empty();
        }
        String text = signed.substring(DIGITS);
        try {
            byte[] stated = HexFormat.of().parseHex(signed.substring(0, DIGITS));
            return MessageDigest.isEqual(stated, digest(purpose, key, text)) ? Optional.of(text) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A name that follows from the secret and does not disclose it. */
    String name() {
        return HexFormat.of().formatHex(digest("name", "", "")).substring(0, NAME_DIGITS);
    }

    private byte[] digest(String purpose, String key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            // Neither purposes nor keys have zeros.
            mac.update((purpose + '\0' + key + '\0').getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
