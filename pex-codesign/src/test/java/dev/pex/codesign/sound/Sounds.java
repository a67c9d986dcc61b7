package dev.pex.codesign.sound;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Sounds for tests: noise and tones of all loudnesses, and extreme ones. */
final class Sounds {
    private Sounds() {}

    static List<short[]> all(int length, int random, long seed) {
        List<short[]> sounds = new ArrayList<>(extreme(length));
        sounds.addAll(random(length, random, seed));
        return sounds;
    }

    static List<short[]> random(int length, int random, long seed) {
        List<short[]> sounds = new ArrayList<>();
        SplittableRandom numbers = new SplittableRandom(seed);
        for (int i = 0; i < random; i++) {
            sounds.add(noiseAndTone(length, Math.scalb(1.0, i % 16), numbers));
        }
        return sounds;
    }

    /** White noise with a tone that is up to a thousand times as loud. */
    static short[] noiseAndTone(int length, double loudness, SplittableRandom random) {
        double tone = random.nextDouble();
        double frequency = random.nextDouble() * Math.PI;
        double noise = Math.scalb(1.0, -random.nextInt(11));
        short[] sound = new short[length];
        for (int i = 0; i < length; i++) {
            double value = tone * Math.sin(frequency * i) + noise * (2 * random.nextDouble() - 1);
            sound[i] = (short) Math.max(-32768, Math.min(32767, Math.rint(loudness * value)));
        }
        return sound;
    }

    static List<short[]> extreme(int length) {
        short[] silent = new short[length];
        short[] lowest = new short[length];
        Arrays.fill(lowest, Short.MIN_VALUE);
        short[] highest = new short[length];
        Arrays.fill(highest, Short.MAX_VALUE);
        short[] square = new short[length];
        short[] alternating = new short[length];
        short[] ones = new short[length];
        for (int i = 0; i < length; i++) {
            square[i] = i / 16 % 2 == 0 ? Short.MIN_VALUE : Short.MAX_VALUE;
            alternating[i] = i % 2 == 0 ? Short.MIN_VALUE : Short.MAX_VALUE;
            ones[i] = (short) (i % 2);
        }
        short[] click = new short[length];
        click[length / 2] = 1;
        return List.of(silent, lowest, highest, square, alternating, ones, click);
    }
}
