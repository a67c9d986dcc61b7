package dev.pex.codesign.sound;

import dev.pex.tensor.Ints;

/** Logarithms to base 2 of integers, by a table and linear interpolation; off by less than 2^-14 before they are rounded. */
final class Log2 {
    /** Bits after the binary point of a result. */
    static final int BITS = 10;

    private static final int INDEX_BITS = 6;
    private static final int TABLE_BITS = 15;
    private static final int FRACTION_BITS = 16;
    private static final int[] TABLE = table();

    private Log2() {}

    private static int[] table() {
        int[] table = new int[(1 << INDEX_BITS) + 1];
        for (int i = 0; i < table.length; i++) {
            double value = StrictMath.log(1 + (double) i / (1 << INDEX_BITS)) / StrictMath.log(2);
            table[i] = (int) StrictMath.rint(value * (1 << TABLE_BITS));
        }
        return table;
    }

    /** log2(1 + i / 64) for i from 0 to 64, in 2^-15. */
    static Ints tableValues() {
        return Ints.copyOf(TABLE);
    }

    /** The logarithm of a number above 0, in 2^-10. */
    static int of(long number) {
        int zeros = Long.numberOfLeadingZeros(number);
        long fraction = number << zeros << 1; // without the leading one
        int index = (int) (fraction >>> (Long.SIZE - INDEX_BITS));
        int between = (int) (fraction >>> (Long.SIZE - INDEX_BITS - FRACTION_BITS)) & ((1 << FRACTION_BITS) - 1);
        // Up to 2^31, as an unsigned number.
        int value = (TABLE[index] << FRACTION_BITS) + (TABLE[index + 1] - TABLE[index]) * between;
        int drop = TABLE_BITS + FRACTION_BITS - BITS;
        return ((Long.SIZE - 1 - zeros) << BITS) + ((value + (1 << (drop - 1))) >>> drop);
    }
}
