package dev.pex.plan;

/**
 * A range of a memory region that is in use during a range of steps.
 *
 * @param id index in {@link Plan#buffers()}
 * @param offset first byte in the region
 * @param bytes size; not 0
 * @param alignment the offset is a multiple of it; a power of two
 * @param firstStep first step during which it is in use; {@link #BEFORE} when its content is there
 *     before the first step
 * @param lastStep last step during which it is in use; the number of steps when its content must
 *     outlive the last one
 * @param content what it holds, for people
 * @param region name of the memory region that it lies in
 */
public record Buffer(
        int id, int offset, int bytes, int alignment, int firstStep, int lastStep, String content, String region) {
    /** The time before the first step. */
    public static final int BEFORE = -1;

    public Buffer {
        if (offset < 0 || bytes < 1 || Integer.bitCount(alignment) != 1 || firstStep > lastStep) {
            throw new IllegalArgumentException("buffer " + id + " (" + content + ")");
        }
    }

    /** A buffer in the arena. */
    public Buffer(int id, int offset, int bytes, int alignment, int firstStep, int lastStep, String content) {
        this(id, offset, bytes, alignment, firstStep, lastStep, content, MemoryRegion.ARENA);
    }

    /** The same buffer in use during other steps. */
    public Buffer during(int first, int last) {
        return new Buffer(id, offset, bytes, alignment, first, last, content, region);
    }

    public int end() {
        return offset + bytes;
    }

    public boolean inUse(int step) {
        return firstStep <= step && step <= lastStep;
    }
}
