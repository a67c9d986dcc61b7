package dev.pex.codesign.prune;

import dev.pex.oracle.Answer;
import dev.pex.oracle.Estimate;

/** What a network takes from a chip. */
public enum Resource {
    /** Bytes of the arena. */
    ARENA("bytes of SRAM"),
    /** Bytes of weights, other constants and the schedule. */
    FLASH("bytes of constants"),
    /** Multiply-accumulates of an inference. */
    WORK("multiply-accumulates");

    private final String unit;

    Resource(String unit) {
        this.unit = unit;
    }

    /** How much of it a network is estimated to take. */
    public long of(Estimate estimate) {
        return switch (this) {
            case ARENA -> estimate.liveBytes();
            case FLASH -> estimate.constantBytes();
            case WORK -> estimate.macs();
        };
    }

    /** How much of it a plan takes. */
    public long of(Answer answer) {
        return switch (this) {
            case ARENA -> answer.arenaBytes();
            case FLASH -> answer.flashBytes();
            case WORK -> answer.macs();
        };
    }

    /** For messages. */
    public String unit() {
        return unit;
    }
}
