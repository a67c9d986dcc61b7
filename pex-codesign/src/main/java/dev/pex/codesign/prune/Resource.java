package dev.pex.codesign.prune;

import dev.pex.oracle.Answer;
import dev.pex.oracle.Estimate;

/** What a network takes from a chip. */
public enum Resource {
    /** Bytes of the arena. */
    ARENA("bytes of SRAM") {
        @Override
        long of(Estimate estimate) {
            return estimate.liveBytes();
        }

        @Override
        long of(Answer answer) {
            return answer.arenaBytes();
        }
    },
    /** Bytes of weights, other constants and the schedule. */
    FLASH("bytes of constants") {
        @Override
        long of(Estimate estimate) {
            return estimate.constantBytes();
        }

        @Override
        long of(Answer answer) {
            return answer.flashBytes();
        }
    },
    /** Multiply-accumulates of an inference. */
    WORK("multiply-accumulates") {
        @Override
        long of(Estimate estimate) {
            return estimate.macs();
        }

        @Override
        long of(Answer answer) {
            return answer.macs();
        }
    };

    private final String unit;

    Resource(String unit) {
        this.unit = unit;
    }

    /** How much of it a network is estimated to take. */
    abstract long of(Estimate estimate);

    /** How much of it a network takes. */
    abstract long of(Answer answer);

    /** For messages. */
    public String unit() {
        return unit;
    }
}
