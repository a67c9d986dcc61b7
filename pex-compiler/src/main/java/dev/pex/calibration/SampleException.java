package dev.pex.calibration;

import dev.pex.diagnostic.Code;

/** A file with samples that cannot be taken: what is wrong and what to do; who reads it knows which file it is. */
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
