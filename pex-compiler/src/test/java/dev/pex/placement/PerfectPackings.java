package dev.pex.placement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Hard instances whose least height is known: a rectangle of time and bytes that is cut into pieces,
 * each a block, with nothing left over. Cuts go through the whole of what is cut, or around a block
 * in the middle, so that not every layout falls apart into parts.
 */
final class PerfectPackings {
    private final SplittableRandom random;
    private final List<Block> blocks = new ArrayList<>();

    private PerfectPackings(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A part of the rectangle: steps from first to before end, bytes from low to below high. */
    private record Part(int first, int end, int low, int high) {
        int steps() {
            return end - first;
        }

        int bytes() {
            return high - low;
        }

        /** Parts are cut in the order of their size, the largest first. */
        double size(int allSteps, int allBytes) {
            return (double) steps() / allSteps * bytes() / allBytes;
        }
    }

    /**
     * Blocks, in random order, that fill a rectangle.
     *
     * @param count about how many
     */
    static List<Block> blocks(long seed, int count, int steps, int bytes) {
        return new PerfectPackings(seed).cut(count, steps, bytes);
    }

    private List<Block> cut(int count, int steps, int bytes) {
        List<Part> parts = new ArrayList<>(List.of(new Part(0, steps, 0, bytes)));
        List<Part> whole = new ArrayList<>();
        while (!parts.isEmpty() && parts.size() + whole.size() < count) {
            Part largest = Collections.max(parts, (a, b) -> Double.compare(a.size(steps, bytes), b.size(steps, bytes)));
            parts.remove(largest);
            List<Part> cuts = cut(largest);
            (cuts.size() > 1 ? parts : whole).addAll(cuts);
        }
        parts.addAll(whole);
        while (!parts.isEmpty()) {
            Part part = parts.remove(random.nextInt(parts.size()));
            blocks.add(Block.of(part.first(), part.end() - 1, part.bytes()));
        }
        return blocks;
    }

    private List<Part> cut(Part p) {
        if (p.steps() >= 6 && p.bytes() >= 6 && random.nextInt(3) == 0) {
            return spiral(p);
        }
        boolean inTime = p.bytes() < 2 || (p.steps() >= 2 && random.nextInt(3) > 0);
        if (inTime && p.steps() >= 2) {
            int at = random.nextInt(p.first() + 1, p.end());
            return List.of(new Part(p.first(), at, p.low(), p.high()), new Part(at, p.end(), p.low(), p.high()));
        }
        if (p.bytes() >= 2) {
            int at = random.nextInt(p.low() + 1, p.high());
            return List.of(new Part(p.first(), p.end(), p.low(), at), new Part(p.first(), p.end(), at, p.high()));
        }
        return List.of(p);
    }

    /** Five parts, four of them around the fifth: no cut goes through. */
    private List<Part> spiral(Part p) {
        int t1 = random.nextInt(p.first() + 1, p.end() - 1);
        int t2 = random.nextInt(t1 + 1, p.end());
        int b1 = random.nextInt(p.low() + 1, p.high() - 1);
        int b2 = random.nextInt(b1 + 1, p.high());
        return List.of(
                new Part(p.first(), t2, p.low(), b1),
                new Part(t2, p.end(), p.low(), b2),
                new Part(t1, p.end(), b2, p.high()),
                new Part(p.first(), t1, b1, p.high()),
                new Part(t1, t2, b1, b2));
    }
}
