package dev.pex.memory;

import java.util.List;

/**
 * How an arrangement uses the freedom that row blocks have.
 *
 * @param overlaps which outputs lie over operands
 * @param cycles rows of a tensor take turns at a few addresses ({@link RollingRows}): after how many rows of the tensor with the
 *     fewest rows they repeat; 0 when they need not
 */
record Ties(Overlaps overlaps, int cycles) {
    /** Which of the allowed overlaps are taken. */
    enum Overlaps {
        NONE,
        /** Those of steps that would exceed the peak otherwise. */
        NEEDED,
        NEEDED_AND_IN_PLACE
    }

    /** For all schedules. */
    static final List<Ties> USUAL = List.of(
            new Ties(Overlaps.NONE, 0), new Ties(Overlaps.NEEDED, 0), new Ties(Overlaps.NEEDED_AND_IN_PLACE, 0));

    /**
     * For schedules whose rows leave gaps, because they differ in size and live for about as long. Overlaps would make long
     * chains of row blocks rigid. Periods that share no factor with one another fit different patterns; longer ones leave
     * as much to search as no period does.
     */
    static final List<Ties> ROLLING =
            List.of(new Ties(Overlaps.NONE, 3), new Ties(Overlaps.NONE, 5), new Ties(Overlaps.NONE, 7));
}
