package dev.pex.codesign;

import dev.pex.codesign.data.Samples;
import java.util.SplittableRandom;

/**
 * Images of 16 x 16 grey pixels for tests, drawn by a seed: bars, crosses, frames and discs of random size and place on a noisy
 * ground.
 */
public record Shapes(int size, long seed) implements Samples {
    /** Rows and columns. */
    public static final int SIDE = 16;

    private static final int CLASSES = 4;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    @Override
    public int label(int index) {
        return index % CLASSES;
    }

    @Override
    public void read(int index, float[] values, int from) {
        draw(label(index), new SplittableRandom(seed + (index + 1) * GOLDEN), values, from);
    }

    /** Mirrored by chance. */
    @Override
    public void augmented(int index, SplittableRandom random, float[] values, int from) {
        read(index, values, from);
        if (random.nextBoolean()) {
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE / 2; x++) {
                    int left = from + y * SIDE + x;
                    int right = from + y * SIDE + SIDE - 1 - x;
                    float kept = values[left];
                    values[left] = values[right];
                    values[right] = kept;
                }
            }
        }
    }

    private static void draw(int label, SplittableRandom random, float[] values, int from) {
        int radius = 3 + random.nextInt(3);
        int centreY = radius + random.nextInt(SIDE - 2 * radius);
        int centreX = radius + random.nextInt(SIDE - 2 * radius);
        float bright = 0.4f + 0.6f * (float) random.nextDouble();
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int dy = Math.abs(y - centreY);
                int dx = Math.abs(x - centreX);
                boolean inside = switch (label) {
                    case 0 -> dy <= 1 && dx <= radius;
                    case 1 -> dy <= radius && dx <= radius && (dy == 0 || dx == 0);
                    case 2 -> Math.max(dy, dx) == radius;
                    default -> dy * dy + dx * dx <= radius * radius / 2;
                };
                float noise = 0.5f * (float) (random.nextDouble() - 0.5);
                values[from + y * SIDE + x] = (inside ? bright : 0) + noise - 0.3f;
            }
        }
    }
}
