package dev.pex.codesign.data;

import java.util.List;
import java.util.SplittableRandom;

/** Makes sounds faster or slower, moves them in time, makes them louder or quieter and adds noise. */
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
        double speed = 1 + augmentation.speed() * (2 * random.nextDouble() - 1);
        int moved = random.nextInt(-mostMoved, mostMoved + 1);
        double decibels = augmentation.gain() * (2 * random.nextDouble() - 1);
        double factor = StrictMath.pow(10, decibels / 20);
        double loudness = augmentation.noise() * random.nextDouble();
        short[] background = noise.isEmpty() ? new short[0] : noise.get(random.nextInt(noise.size()));
        int place = background.length == 0 ? 0 : random.nextInt(background.length);
        double middle = (wave.length - 1) / 2.0;
        short[] changed = new short[wave.length];
        for (int i = 0; i < wave.length; i++) {
            double value = factor * at(wave, speed == 1 ? i - moved : middle + (i - moved - middle) * speed);
            if (loudness > 0) {
                value += loudness * (background.length == 0 ? white(random) : background[place]);
                place = place + 1 >= background.length ? 0 : place + 1;
            }
            changed[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.rint(value)));
        }
        return changed;
    }

    /** The value of a sound between two samples; silence before and after it. */
    private static double at(short[] wave, double place) {
        int before = (int) Math.floor(place);
        double share = place - before;
        double value = before >= 0 && before < wave.length ? (1 - share) * wave[before] : 0;
        return before + 1 >= 0 && before + 1 < wave.length ? value + share * wave[before + 1] : value;
    }

    private static int white(SplittableRandom random) {
        return (short) random.nextInt();
    }
}
