package dev.pex.plan;

/**
 * Memory that buffers lie in, such as a core's tightly coupled memory. Offsets count from its start.
 *
 * @param name its name, in plans
 * @param bytes size
 * @param alignment what its address must be a multiple of; a power of two
 */
public record MemoryRegion(String name, int bytes, int alignment) {
    /** The name of the region that every plan has. */
    public static final String ARENA = "arena";
}
