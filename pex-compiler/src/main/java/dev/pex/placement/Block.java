package dev.pex.placement;

import java.util.List;
import java.util.OptionalInt;

/**
 * What gets one offset: a rigid set of rectangles of time and bytes. Rectangles of one block may overlap; each byte counts
 * once.
 *
 * @param alignment the offset is a multiple of it; at least 1
 * @param pinned the offset, when it is given rather than searched for
 * @param rectangles at least one, in any order
 */
public record Block(int alignment, OptionalInt pinned, List<Rectangle> rectangles) {
    public Block {
        rectangles = List.copyOf(rectangles);
        if (alignment < 1 || rectangles.isEmpty()) {
            throw new IllegalArgumentException("block of " + rectangles.size() + " rectangles, alignment " + alignment);
        }
        if (pinned.isPresent() && (pinned.getAsInt() < 0 || pinned.getAsInt() % alignment != 0)) {
            throw new IllegalArgumentException("block pinned to " + pinned.getAsInt() + ", alignment " + alignment);
        }
    }

    /**
     * Bytes in use during a range of time.
     *
     * @param first first step, inclusive; any int but the greatest
     * @param last last step, inclusive; not before the first
     * @param from first byte, counted from the block's offset; at least 0
     * @param bytes at least 1
     */
    public record Rectangle(int first, int last, int from, int bytes) {
        public Rectangle {
            if (last < first || last == Integer.MAX_VALUE || from < 0 || bytes < 1 || from + bytes < 0) {
                throw new IllegalArgumentException(
                        "rectangle of steps " + first + " to " + last + ", " + bytes + " bytes from " + from);
            }
        }

        /** One past the last byte, counted from the block's offset. */
        int to() {
            return from + bytes;
        }
    }

    /** A block of one rectangle that starts at its offset. */
    public static Block of(int first, int last, int bytes) {
        return of(first, last, bytes, 1);
    }

    /** A block of one rectangle that starts at its offset. */
    public static Block of(int first, int last, int bytes, int alignment) {
        return new Block(alignment, OptionalInt.empty(), List.of(new Rectangle(first, last, 0, bytes)));
    }

    /** The same block at a given offset. */
    public Block pinnedTo(int offset) {
        return new Block(alignment, OptionalInt.of(offset), rectangles);
    }

    /** Bytes from the offset to the end of the highest rectangle. */
    public int height() {
        return rectangles.stream().mapToInt(Rectangle::to).max().orElseThrow();
    }
}
