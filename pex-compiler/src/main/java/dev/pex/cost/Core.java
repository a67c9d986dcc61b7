package dev.pex.cost;

import dev.pex.kernel.Target;
import java.util.Locale;

/** A core on which instructions were counted. */
enum Core {
    CORTEX_M4,
    CORTEX_M55,
    RV32;

    /** The core that stands for a target; Cortex-M4 for `generic`. */
    static Core of(Target target) {
        return switch (target) {
            case GENERIC, CORTEX_M3, CORTEX_M4, CORTEX_M7, CORTEX_M33 -> CORTEX_M4;
            case CORTEX_M55, CORTEX_M85 -> CORTEX_M55;
            case RV32IMC -> RV32;
        };
    }

    /** As a table names it. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
