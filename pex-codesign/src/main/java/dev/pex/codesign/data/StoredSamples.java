package dev.pex.codesign.data;

import dev.pex.tensor.Ints;
import java.util.SplittableRandom;

/** Samples of a stored array. */
final class StoredSamples implements Samples {
    private final StoredArray array;
    private final Ints places;
    private final Ints labels;
    private final ArrayAugmenter augmenter;

    /**
     * Samples.
     *
     * @param places where they are in the array
     * @param labels their classes
     */
    StoredSamples(StoredArray array, Ints places, Ints labels, Augmentation augmentation) {
        this.array = array;
        this.places = places;
        this.labels = labels;
        this.augmenter = new ArrayAugmenter(
                augmentation,
                array.extent(),
                augmentation.movesPixels() ? array.means(places.toArray()) : new float[0]);
    }

    @Override
    public int size() {
        return places.size();
    }

    @Override
    public int label(int index) {
        return labels.get(index);
    }

    @Override
    public void read(int index, float[] values, int from) {
        array.read(places.get(index), values, from);
    }

    @Override
    public void augmented(int index, SplittableRandom random, float[] values, int from) {
        augmenter.augment(array, places.get(index), random, values, from);
    }
}
