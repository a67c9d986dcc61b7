package dev.pex.quantize;

/** How many values of a tensor lie in each of many equal parts of its range. Zeros are not counted. */
final class Histogram {
    private static final int BINS = 2048;

    /** Candidates for each end of a range. */
    private static final int CANDIDATES = 128;

    private static final int STEPS = 255;

    private final ValueRange range;
    private final long[] counts = new long[BINS];

    /** A histogram of values that lie within a range. */
    Histogram(ValueRange range) {
        this.range = range;
    }

    void add(double[] values) {
        double width = range.size() / BINS;
        for (double value : values) {
            // Every range represents zero exactly, so that zeros do not show which range is best.
            if (value != 0 && width > 0) {
                counts[Math.min((int) ((value - range.min()) / width), BINS - 1)]++;
            }
        }
    }

    /** The range that the method takes. */
    ValueRange range(RangeMethod method) {
        if (range.size() == 0 || method instanceof RangeMethod.MinMax) {
            return range;
        }
        return method instanceof RangeMethod.Percentile percentile
                ? percentile(percentile.percent())
                : leastSquareError();
    }

    private ValueRange percentile(double percent) {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        double allowed = total * (100 - percent) / 200;
        int first = 0;
        for (long below = counts[0]; below <= allowed && first < BINS - 1; below += counts[first]) {
            first++;
        }
        int last = BINS - 1;
        for (long above = counts[last]; above <= allowed && last > 0; above += counts[last]) {
            last--;
        }
        return ValueRange.of(edge(first), edge(last + 1));
    }

    /** The best upper end while the lower one is at the minimum, then the best lower end for that upper end. */
    private ValueRange leastSquareError() {
        ValueRange best = range;
        double least = squareError(best);
        for (int i = CANDIDATES - 1; i > 0; i--) {
            ValueRange candidate = new ValueRange(range.min(), range.max() * i / CANDIDATES);
            double error = squareError(candidate);
            if (error < least) {
                best = candidate;
                least = error;
            }
        }
        double max = best.max();
        for (int i = CANDIDATES - 1; i > 0; i--) {
            ValueRange candidate = new ValueRange(range.min() * i / CANDIDATES, max);
            double error = squareError(candidate);
            if (error < least) {
                best = candidate;
                least = error;
            }
        }
        return best;
    }

    /** Sum of squared errors: a twelfth of a step squared within the range, the distance to its end outside. */
    private double squareError(ValueRange candidate) {
        double step = candidate.size() / STEPS;
        double rounding = step * step / 12;
        double error = 0;
        for (int i = 0; i < BINS; i++) {
            double value = (edge(i) + edge(i + 1)) / 2;
            double beyond = Math.max(Math.max(candidate.min() - value, value - candidate.max()), 0);
            error += counts[i] * (beyond > 0 ? beyond * beyond : rounding);
        }
        return error;
    }

    private double edge(int bin) {
        return bin == BINS ? range.max() : range.min() + bin * (range.size() / BINS);
    }
}
