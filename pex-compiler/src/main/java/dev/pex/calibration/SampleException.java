package dev.pex.calibration;

import dev.pex.diagnostic.Code;

/** A file with samples cannot be used: what is wrong and what to do. The catcher adds the name of the file. */
final class SampleException extends Exception {
    private final Code code;
    private final String help;

    SampleException(Code code, String what, String help) {
        super(what);
        this.code = code;
        this.help = help;
    }

    Code code() {
        return code;
    }

    String help() {
        return help;
    }
}
