package dev.pex.verify;

import java.util.Arrays;

/** A number for each address. Memory is taken only for pages that are written. */
final class Pages {
    private static final int BITS = 12;
    private static final int[] ABSENT = {};

    private final int[][] pages;
    private final int initial;

    /**
     * Pages of equal numbers.
     *
     * @param bytes how many addresses there are
     * @param initial the number of every address
     */
    Pages(int bytes, int initial) {
        this.pages = new int[(bytes >> BITS) + 1][];
        Arrays.fill(pages, ABSENT);
        this.initial = initial;
    }

    int get(int address) {
        int[] page = pages[address >> BITS];
        return page.length == 0 ? initial : page[address & ((1 << BITS) - 1)];
    }

    void set(int address, int value) {
        int number = address >> BITS;
        if (pages[number].length == 0) {
            pages[number] = new int[1 << BITS];
            Arrays.fill(pages[number], initial);
        }
        pages[number][address & ((1 << BITS) - 1)] = value;
    }
}
