package dev.pex.codesign.state;

import dev.pex.channels.Kept;
import dev.pex.channels.Narrowing;
import dev.pex.graph.Graph;
import dev.pex.operator.Weighted;
import dev.pex.tensor.Floats;
import dev.pex.tensor.Ints;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Removes channels from a network in training, and adds others without a change of what it computes: new channels have random
 * weights, as at the beginning of a training, and are read with weights of zero, which learn from the first step on. (Chen et
 * al., "Net2Net", 2016, copies channels and halves what reads them; two copies then have to become different.)
 */
final class OtherChannels {
    private final Graph wide;
    private final Kept kept;
    private final long seed;

    private OtherChannels(Graph wide, Kept kept, long seed) {
        this.wide = wide;
        this.kept = kept;
        this.seed = seed;
    }

    /**
     * A state with other channels; copies are the new ones.
     *
     * @param seed the same seed gives the same weights
     */
    static TrainingState of(TrainingState state, Kept kept, long seed) {
        OtherChannels change = new OtherChannels(Narrowing.of(state.graph(), kept), kept, seed);
        return new TrainingState(
                change.wide,
                change.of(state.values().withChannels(state.graph(), kept)),
                change.still(state.momentum().withChannels(state.graph(), kept)),
                change.of(state.averages().withChannels(state.graph(), kept)),
                state.rounding());
    }

    private Parameters of(Parameters copied) {
        SortedMap<Slot, Floats> values = new TreeMap<>();
        copied.arrays().forEach((slot, array) -> {
            Weighted layer = (Weighted) wide.operators().get(slot.operator());
            values.put(
                    slot,
                    switch (slot.role()) {
                        case FILTER -> filter(slot.operator(), layer, array);
                        case GAMMA, VARIANCE -> filled(layer, array, 1);
                        case BIAS, BETA, MEAN -> filled(layer, array, 0);
                    });
        });
        return new Parameters(values);
    }

    /** Momentum of what is new is zero. */
    private Parameters still(Parameters copied) {
        SortedMap<Slot, Floats> values = new TreeMap<>();
        copied.arrays().forEach((slot, array) -> {
            Weighted layer = (Weighted) wide.operators().get(slot.operator());
            float[] own = array.toArray();
            for (int i = 0; i < own.length; i++) {
                boolean isNew = slot.role() == Role.FILTER
                        ? isNewOutput(layer, i, own.length) || isNewInput(layer, i)
                        : isCopy(kept.channels().get(layer.output()), i);
                own[i] = isNew ? 0 : own[i];
            }
            values.put(slot, Floats.copyOf(own));
        });
        return new Parameters(values);
    }

    private Floats filter(int operator, Weighted layer, Floats copied) {
        float[] weights = copied.toArray();
        Floats drawn = FirstState.drawn(weights.length, layer.bias().size(), FirstState.generator(seed, operator));
        for (int i = 0; i < weights.length; i++) {
            if (isNewOutput(layer, i, weights.length)) {
                weights[i] = drawn.get(i);
            } else if (isNewInput(layer, i)) {
                weights[i] = 0;
            }
        }
        return Floats.copyOf(weights);
    }

    private Floats filled(Weighted layer, Floats copied, float value) {
        float[] values = copied.toArray();
        for (int k = 0; k < values.length; k++) {
            values[k] = isCopy(kept.channels().get(layer.output()), k) ? value : values[k];
        }
        return Floats.copyOf(values);
    }

    private boolean isNewOutput(Weighted layer, int weight, int weights) {
        return isCopy(kept.channels().get(layer.output()), layer.outputChannel(weight, weights));
    }

    private boolean isNewInput(Weighted layer, int weight) {
        int channels = wide.tensor(layer.input()).extent().channels();
        return isCopy(kept.channels().get(layer.input()), layer.inputChannel(weight, channels));
    }

    private static boolean isCopy(Ints channels, int place) {
        return place > 0 && channels.get(place - 1) == channels.get(place);
    }
}
