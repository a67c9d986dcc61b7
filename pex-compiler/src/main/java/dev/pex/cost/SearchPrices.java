package dev.pex.cost;

/**
 * What the search weighs against each other: bytes of the arena, steps, instructions and flash. These are decisions, not
 * estimates: another value gives other plans. A step is worth a byte of the arena, since it takes about a byte of flash
 * and, beside its arithmetic, some hundred instructions.
 */
public final class SearchPrices {
    /** Bytes of the arena that a step is worth. */
    private static final long ARENA_BYTES_OF_STEP = 1;

    /** Instructions that a step is taken to cost beside its arithmetic. */
    private static final long INSTRUCTIONS_OF_STEP = 300;

    /** Bytes of the arena that may be spent on fewer instructions. */
    private static final int MOST_BYTES_FOR_SPEED = 1024;

    SearchPrices() {}

    /** Instructions that so many steps cost beside their arithmetic. */
    public long instructionsOfSteps(long steps) {
        return steps * INSTRUCTIONS_OF_STEP;
    }

    /** Bytes of the arena that so many steps are worth. */
    public long arenaBytesOf(long steps) {
        return steps * ARENA_BYTES_OF_STEP;
    }

    /** What an arena and so many steps cost together, in bytes of the arena. */
    public long arenaAndSteps(long arenaBytes, long steps) {
        return arenaBytes + arenaBytesOf(steps);
    }

    /** Whether parts are worth the steps that they add. */
    public boolean payOff(long arenaBytesSaved, long stepsAdded) {
        return arenaBytesSaved >= arenaBytesOf(stepsAdded);
    }

    /** Bytes that the arena of a target with kernels of its own may grow by to save instructions. */
    public int mostBytesForSpeed() {
        return MOST_BYTES_FOR_SPEED;
    }
}
