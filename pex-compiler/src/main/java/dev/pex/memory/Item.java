package dev.pex.memory;

import java.util.List;

/**
 * What the placer gives one offset: segments of time, each with a size, that all start at the same
 * address. Several segments come from in-place operators, whose output takes over its operand's
 * place.
 *
 * @param segments in the order of time; neighbours may share a step
 */
record Item(List<Segment> segments) {
    Item {
        segments = List.copyOf(segments);
    }

    /**
     * One buffer.
     *
     * @param owner root of the tensors it holds, or {@link #SCRATCH}
     * @param first first step, inclusive
     * @param last last step, inclusive
     */
    record Segment(int owner, int first, int last, int bytes, int alignment) {
        static final int SCRATCH = -1;
    }

    /** The offset must be a multiple of it. */
    int alignment() {
        return segments.stream().mapToInt(Segment::alignment).max().orElse(1);
    }

    int first() {
        return segments.get(0).first();
    }

    int last() {
        return segments.get(segments.size() - 1).last();
    }

    /** Bytes in use during a step. */
    int bytesAt(int step) {
        int bytes = 0;
        for (Segment s : segments) {
            if (s.first() <= step && step <= s.last()) {
                bytes = Math.max(bytes, s.bytes());
            }
        }
        return bytes;
    }

    /** Most bytes that this item has in use during a step in which the other one is in use too. */
    int bytesDuring(Item other) {
        int bytes = 0;
        for (Segment mine : segments) {
            for (Segment theirs : other.segments) {
                if (mine.first() <= theirs.last() && theirs.first() <= mine.last()) {
                    bytes = Math.max(bytes, mine.bytes());
                }
            }
        }
        return bytes;
    }
}
