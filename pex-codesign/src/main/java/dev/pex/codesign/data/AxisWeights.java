package dev.pex.codesign.data;

/**
 * How the pixels of an axis make those of a shorter or longer one, in integers. A shorter axis takes the mean over the stretch
 * that a new pixel covers; a longer one interpolates between the centres of two pixels. The weights of each new pixel have the
 * same sum.
 */
final class AxisWeights {
    private final int[] first;
    private final int[][] weights;
    private final int sum;

    private AxisWeights(int[] first, int[][] weights, int sum) {
        this.first = first;
        this.weights = weights;
        this.sum = sum;
    }

    /**
     * The weights of a stretch of an axis.
     *
     * @param from its first pixel
     * @param length its pixels
     * @param target how many new pixels are made of it
     */
    static AxisWeights of(int from, int length, int target) {
        return length >= target ? shorter(from, length, target) : longer(from, length, target);
    }

    /** New pixel i covers [i * length, (i + 1) * length) of an axis on which each old pixel is {@code target} long. */
    private static AxisWeights shorter(int from, int length, int target) {
        int[] first = new int[target];
        int[][] weights = new int[target][];
        for (int i = 0; i < target; i++) {
            long start = (long) i * length;
            long end = start + length;
            int pixel = (int) (start / target);
            int last = (int) ((end - 1) / target);
            first[i] = from + pixel;
            weights[i] = new int[last - pixel + 1];
            for (int p = pixel; p <= last; p++) {
                long overlap = Math.min(end, (p + 1L) * target) - Math.max(start, (long) p * target);
                weights[i][p - pixel] = (int) overlap;
            }
        }
        return new AxisWeights(first, weights, length);
    }

    /** The centre of new pixel i is at ((2i + 1) * length - target) / (2 * target), counted in centres of old pixels. */
    private static AxisWeights longer(int from, int length, int target) {
        int[] first = new int[target];
        int[][] weights = new int[target][];
        int one = 2 * target;
        for (int i = 0; i < target; i++) {
            long centre = (2L * i + 1) * length - target;
            long inside = Math.max(0, Math.min(centre, (length - 1L) * one));
            int pixel = (int) Math.min(inside / one, Math.max(0, length - 2));
            int beyond = (int) (inside - (long) pixel * one);
            first[i] = from + pixel;
            weights[i] = length == 1 ? new int[] {one} : new int[] {one - beyond, beyond};
        }
        return new AxisWeights(first, weights, one);
    }

    /** The first pixel that a new pixel takes. */
    int first(int target) {
        return first[target];
    }

    /** How many pixels a new pixel takes. */
    int count(int target) {
        return weights[target].length;
    }

    /** The weight of the pixel that is {@code index} behind the first one. */
    int weight(int target, int index) {
        return weights[target][index];
    }

    /** The sum of the weights of one new pixel. */
    int sum() {
        return sum;
    }
}
