package dev.pex.codesign.data;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests by which files, samples and trainings are told apart. */
public final class Sha256 {
    private Sha256() {}

    /** A digest of nothing yet. */
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
