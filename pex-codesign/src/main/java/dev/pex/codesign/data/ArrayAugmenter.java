package dev.pex.codesign.data;

import dev.pex.tensor.Extent;
import java.util.SplittableRandom;

/** Mirrors, moves and masks samples of rows, columns and channels. */
final class ArrayAugmenter {
    private final Augmentation augmentation;
    private final Extent extent;
    private final float[] fill;

    /**
     * An augmenter.
     *
     * @param fill what replaces pixels, one number for each channel; only needed when pixels are moved
     */
    ArrayAugmenter(Augmentation augmentation, Extent extent, float[] fill) {
        this.augmentation = augmentation;
        this.extent = extent;
        this.fill = fill;
    }

    /** Writes a sample of an array after random changes. */
    void augment(StoredArray array, int sample, SplittableRandom random, float[] values, int from) {
        if (augmentation.movesPixels()) {
            move(array, sample, random, values, from);
            cutOut(random, values, from);
        } else {
            array.read(sample, values, from);
        }
        mask(random, values, from);
    }

    /** Masks frames, which are the rows of a sample, and bands, which are all that a row has. */
    void mask(SplittableRandom random, float[] values, int from) {
        int bands = extent.columns() * extent.channels();
        int frames = width(augmentation.timeMask(), extent.rows(), random);
        int masked = width(augmentation.frequencyMask(), bands, random);
        if (frames == 0 && masked == 0) {
            return;
        }
        double sum = 0;
        for (int i = 0; i < extent.elements(); i++) {
            sum += values[from + i];
        }
        float mean = (float) (sum / extent.elements());
        int firstFrame = random.nextInt(extent.rows() - frames + 1);
        int firstBand = random.nextInt(bands - masked + 1);
        for (int row = 0; row < extent.rows(); row++) {
            boolean all = row >= firstFrame && row < firstFrame + frames;
            int start = from + row * bands + (all ? 0 : firstBand);
            int length = all ? bands : masked;
            for (int i = 0; i < length; i++) {
                values[start + i] = mean;
            }
        }
    }

    private static int width(int most, int size, SplittableRandom random) {
        return most == 0 ? 0 : Math.min(random.nextInt(most + 1), size);
    }

    private void move(StoredArray array, int sample, SplittableRandom random, float[] values, int from) {
        boolean mirrored = augmentation.flip() && random.nextBoolean();
        int down = random.nextInt(-augmentation.shift(), augmentation.shift() + 1);
        int right = random.nextInt(-augmentation.shift(), augmentation.shift() + 1);
        int last = extent.columns() - 1;
        int at = from;
        for (int row = 0; row < extent.rows(); row++) {
            int sourceRow = row - down;
            for (int column = 0; column <= last; column++) {
                int place = (mirrored ? last - column : column) - right;
                boolean inside = sourceRow >= 0 && sourceRow < extent.rows() && place >= 0 && place <= last;
                for (int channel = 0; channel < extent.channels(); channel++) {
                    values[at++] = inside ? array.number(sample, sourceRow, place, channel) : fill[channel];
                }
            }
        }
    }

    private void cutOut(SplittableRandom random, float[] values, int from) {
        int side = augmentation.cutOut();
        if (side == 0) {
            return;
        }
        int top = random.nextInt(extent.rows()) - side / 2;
        int left = random.nextInt(extent.columns()) - side / 2;
        for (int row = Math.max(0, top); row < Math.min(extent.rows(), top + side); row++) {
            for (int column = Math.max(0, left); column < Math.min(extent.columns(), left + side); column++) {
                System.arraycopy(fill, 0, values, from + extent.index(row, column, 0), fill.length);
            }
        }
    }
}
