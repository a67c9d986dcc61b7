package dev.pex.memory;

import java.util.List;

/**
 * How an arrangement uses the freedom that row blocks have.
 *
 * @param overlaps which outputs lie over operands
 * @param cycles rows of a tensor take turns at a few addresses ({@link RollingRows}): after how many rows of the tensor with the
 *     fewest rows they repeat; 0 when they need not
 * @param even a row block gets as much room as one that is larger by at most so many per cent ({@link Rooms})
 */
record Ties(Overlaps overlaps, int cycles, int even) {
    /** Which of the allowed overlaps are taken. */
    enum Overlaps {
        NONE,
        /** Those of steps that would exceed the peak otherwise. */
        NEEDED,
        NEEDED_AND_IN_PLACE
    }

    /** For all schedules. */
    static final List<Ties> USUAL = List.of(
            new Ties(Overlaps.NONE, 0, 0),
            new Ties(Overlaps.NEEDED, 0, 0),
            new Ties(Overlaps.NEEDED_AND_IN_PLACE, 0, 0));

    /**
     * For schedules whose rows leave gaps, because they differ in size and live for about as long. Overlaps would make long
     * chains of row blocks rigid. Periods that share no factor with one another fit different patterns; longer ones leave
     * as much to search as no period does.
     */
    static final List<Ties> ROLLING =
            List.of(new Ties(Overlaps.NONE, 3, 0), new Ties(Overlaps.NONE, 5, 0), new Ties(Overlaps.NONE, 7, 0));

    /** For the same schedules, when some rows are nearly of one size. */
    static final List<Ties> EVEN = List.of(
            new Ties(Overlaps.NONE, 0, 6),
            new Ties(Overlaps.NONE, 0, 12),
            new Ties(Overlaps.NONE, 0, 25),
            new Ties(Overlaps.NONE, 7, 12));
}
