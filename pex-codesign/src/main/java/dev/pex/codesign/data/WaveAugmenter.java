package dev.pex.codesign.data;

import java.util.List;
import java.util.SplittableRandom;

/** Moves sounds in time, makes them louder or quieter and adds noise. */
final class WaveAugmenter {
    private final Augmentation augmentation;
    private final int mostMoved;
    private final List<short[]> noise;

    /**
     * An augmenter.
     *
     * @param rate samples in a second
     * @param noise sounds of noise, none empty; white noise when there are none
     */
    WaveAugmenter(Augmentation augmentation, int rate, List<short[]> noise) {
        this.augmentation = augmentation;
        this.mostMoved = (int) ((long) augmentation.timeShift() * rate / 1000);
        this.noise = List.copyOf(noise);
    }

    /** A changed copy of a sound. */
    short[] augment(short[] wave, SplittableRandom random) {
        int moved = random.nextInt(-mostMoved, mostMoved + 1);
        double decibels = augmentation.gain() * (2 * random.nextDouble() - 1);
        double factor = StrictMath.pow(10, decibels / 20);
        double loudness = augmentation.noise() * random.nextDouble();
        short[] background = noise.isEmpty() ? new short[0] : noise.get(random.nextInt(noise.size()));
        int place = background.length == 0 ? 0 : random.nextInt(background.length);
        short[] changed = new short[wave.length];
        for (int i = 0; i < wave.length; i++) {
            int source = i - moved;
            double value = source >= 0 && source < wave.length ? factor * wave[source] : 0;
            if (loudness > 0) {
                value += loudness * (background.length == 0 ? white(random) : background[place]);
                place = place + 1 >= background.length ? 0 : place + 1;
            }
            changed[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.rint(value)));
        }
        return changed;
    }

    private static int white(SplittableRandom random) {
        return (short) random.nextInt();
    }
}
