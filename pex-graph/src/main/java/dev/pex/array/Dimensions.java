package dev.pex.array;

import static dev.pex.array.MalformedFileException.require;

import java.util.List;

/** Sizes of arrays in files. */
public final class Dimensions {
    private static final int MOST_DIGITS = 10;

    private Dimensions() {}

    /** Bytes of an array; 2^31 when an int cannot hold the number. */
    public static long bytes(List<Integer> shape, NumberType type) {
        long bytes = type.bytes();
        for (int dimension : shape) {
            bytes = Math.min(bytes * dimension, Integer.MAX_VALUE + 1L);
        }
        return bytes;
    }

    /** Reads a size from its digits. */
    public static int parse(String digits) throws MalformedFileException {
        require(
                digits.length() <= MOST_DIGITS
                        && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                        && !digits.isEmpty(),
                "'" + digits + "' is no size");
        long value = Long.parseLong(digits);
        require(value <= Integer.MAX_VALUE, "the size " + digits + " is too large");
        return (int) value;
    }
}
