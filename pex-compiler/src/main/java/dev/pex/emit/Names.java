package dev.pex.emit;

import java.util.Locale;

/** Names in the generated C of one model. */
record Names(String model) {
    /** Prefix of macros. */
    String macro() {
        return "PEX_" + model.toUpperCase(Locale.ROOT) + "_";
    }

    String header() {
        return model + ".h";
    }

    String source() {
        return model + ".c";
    }

    String weightsHeader() {
        return model + "_weights.h";
    }

    String weightsSource() {
        return model + "_weights.c";
    }
}
