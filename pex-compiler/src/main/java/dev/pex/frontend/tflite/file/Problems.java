package dev.pex.frontend.tflite.file;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostics;

/** Reports what is wrong at one place of the model. */
public final class Problems {
    private final Diagnostics diagnostics;
    private final String where;

    public Problems(Diagnostics diagnostics, String where) {
        this.diagnostics = diagnostics;
        this.where = where;
    }

    /** Ends the reading of one operator; its reason has been reported. */
    public static final class Rejection extends RuntimeException {
        public Rejection() {
            super("reported", null, false, false);
        }
    }

    /** Reports a fault of the network; to be thrown by the caller. */
    public Rejection invalid(String what) {
        return reject(Code.INVALID_NETWORK, what, "the file describes no valid network; export it again");
    }

    /** Reports a form that Pex does not support, and what it does support; to be thrown by the caller. */
    public Rejection unsupported(Limit limit, String what) {
        return reject(Code.UNSUPPORTED_FORM, what, "supported: " + limit.text());
    }

    /** Reports a sum that int32 may not hold; to be thrown by the caller. */
    public Rejection overflow(String what) {
        return reject(Code.ACCUMULATOR_OVERFLOW, what, "use a smaller layer, smaller weights or larger scales");
    }

    public Rejection reject(Code code, String what, String help) {
        diagnostics.error(code, where, what, help);
        return new Rejection();
    }

    public void warn(Code code, String what, String help) {
        diagnostics.warning(code, where, what, help);
    }
}
