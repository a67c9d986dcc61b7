package dev.pex.codesign.data;

import java.util.SplittableRandom;

/** Labelled samples of the only input of a network. Safe for use by several threads. */
public interface Samples {
    /** How many there are. */
    int size();

    /** The class of a sample, from 0 on. */
    int label(int index);

    /**
     * Writes a sample as the network gets it: the elements of the input, in the order of its tensor (row, column, channel).
     *
     * @param values receives the sample
     * @param from where its first element goes
     */
    void read(int index, float[] values, int from);

    /** Writes a sample that is changed at random, as training sees it. The same random numbers give the same sample. */
    void augmented(int index, SplittableRandom random, float[] values, int from);
}
