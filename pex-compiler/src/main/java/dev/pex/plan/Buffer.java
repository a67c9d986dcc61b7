package dev.pex.plan;

/**
 * A range of the arena that is in use during a range of steps.
 *
 * @param id index in {@link Plan#buffers()}
 * @param offset first byte in the arena
 * @param bytes size; not 0
 * @param alignment the offset is a multiple of it; a power of two
 * @param firstStep first step during which it is in use; {@link #BEFORE} when its content is there
 *     before the first step
 * @param lastStep last step during which it is in use; the number of steps when its content must
 *     outlive the last one
 * @param content what it holds, for people
 */
public record Buffer(int id, int offset, int bytes, int alignment, int firstStep, int lastStep, String content) {
    /** The time before the first step. */
    public static final int BEFORE = -1;

    public Buffer {
        if (offset < 0 || bytes < 1 || Integer.bitCount(alignment) != 1 || firstStep > lastStep) {
            throw new IllegalArgumentException("buffer " + id + " (" + content + ")");
        }
    }

    public int end() {
        return offset + bytes;
    }

    public boolean inUse(int step) {
        return firstStep <= step && step <= lastStep;
    }
}
