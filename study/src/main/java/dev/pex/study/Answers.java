package dev.pex.study;

import dev.pex.codesign.data.Samples;
import dev.pex.tensor.Ints;
import java.util.Base64;
import java.util.BitSet;

/**
 * Which test samples a network answers right.
 *
 * @param right a bit for each sample; not a copy
 * @param samples how many there are
 */
record Answers(BitSet right, int samples) {
    /** Compares the classes that a network gives samples with the right ones. */
    static Answers of(Ints classes, Samples samples) {
        BitSet right = new BitSet();
        for (int i = 0; i < samples.size(); i++) {
            right.set(i, classes.get(i) == samples.label(i));
        }
        return new Answers(right, samples.size());
    }

    /** How many are right. */
    int correct() {
        return right.cardinality();
    }

    /** Bits in groups of six, the first sample in the lowest bit of the first byte (Base64 of RFC 4648). */
    String text() {
        byte[] bytes = new byte[(samples + Byte.SIZE - 1) / Byte.SIZE];
        byte[] used = right.toByteArray();
        System.arraycopy(used, 0, bytes, 0, used.length);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Reads what {@link #text} writes. */
    static Answers parse(String text, int samples) {
        return new Answers(BitSet.valueOf(Base64.getDecoder().decode(text)), samples);
    }
}
