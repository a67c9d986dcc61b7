package dev.pex.frontend.tflite;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostics;

/** Reports what is wrong at one place of the model. */
final class Problems {
    private final Diagnostics diagnostics;
    private final String where;

    Problems(Diagnostics diagnostics, String where) {
        this.diagnostics = diagnostics;
        this.where = where;
    }

    /** Ends the reading of one operator; its reason has been reported. */
    static final class Rejection extends RuntimeException {
        Rejection() {
            super("reported", null, false, false);
        }
    }

    /** Reports a fault of the network; to be thrown by the caller. */
    Rejection invalid(String what) {
        return reject(Code.INVALID_NETWORK, what, "the file describes no valid network; export it again");
    }

    /** Reports a form that Pex does not support, and what it does support; to be thrown by the caller. */
    Rejection unsupported(String what, String supported) {
        return reject(Code.UNSUPPORTED_FORM, what, "supported: " + supported);
    }

    /** Reports a sum that int32 may not hold; to be thrown by the caller. */
    Rejection overflow(String what) {
        return reject(Code.ACCUMULATOR_OVERFLOW, what, "use a smaller layer, smaller weights or larger scales");
    }

    Rejection reject(Code code, String what, String help) {
        diagnostics.error(code, where, what, help);
        return new Rejection();
    }

    void warn(Code code, String what, String help) {
        diagnostics.warning(code, where, what, help);
    }
}
