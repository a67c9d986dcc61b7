package dev.pex.planning;

import dev.pex.placement.Limits;

/** How much work a search spends on the places of buffers, which take most of its time. */
public enum Effort {
    /** For a plan that is generated. */
    THOROUGH(20_000_000L, 60_000_000L),

    /** For comparing many networks: a fortieth of the work. Its arenas are a little larger, never smaller than what is alive. */
    BRIEF(500_000L, 1_500_000L);

    private final long orderWork;
    private final long searchWork;

    Effort(long orderWork, long searchWork) {
        this.orderWork = orderWork;
        this.searchWork = searchWork;
    }

    /** The work of one placement. */
    Limits limits() {
        return new Limits(orderWork, searchWork);
    }
}
