package dev.pex.codesign.prune;

import dev.pex.codesign.data.Samples;
import java.util.SplittableRandom;

/** Samples that training sees as they are. */
record Plain(Samples samples) implements Samples {
    @Override
    public int size() {
        return samples.size();
    }

    @Override
    public int label(int index) {
        return samples.label(index);
    }

    @Override
    public void read(int index, float[] values, int from) {
        samples.read(index, values, from);
    }

    @Override
    public void augmented(int index, SplittableRandom random, float[] values, int from) {
        samples.read(index, values, from);
    }
}
