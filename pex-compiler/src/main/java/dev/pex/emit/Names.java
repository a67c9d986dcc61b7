package dev.pex.emit;

import java.util.Locale;
import java.util.Map;

/**
 * Names in the generated C of one model.
 *
 * @param model name of the model, a C identifier
 */
record Names(String model) {
    /** Prefix of macros, with the underscore at its end. */
    String macro() {
        return "PEX_" + upper() + "_";
    }

    /** The model's name as part of a macro's. */
    String upper() {
        return model.toUpperCase(Locale.ROOT);
    }

    /** The macro that places the constants in a section of the user's choice. */
    String weightsMacro() {
        return macro() + "WEIGHTS";
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

    /** A template in which {@code @model@} is the model's name and {@code @MODEL@} the same in capitals. */
    Template template(String text) {
        return Template.of(text, Map.of("model", model, "MODEL", upper()));
    }
}
