package dev.pex.calibration;

import dev.pex.diagnostic.Code;

/** A file with samples cannot be used: what is wrong and what to do. The catcher adds the name of the file. */
public final class SampleException extends Exception {
    private final Code code;
    private final String help;

    public SampleException(Code code, String what, String help) {
        super(what);
        this.code = code;
        this.help = help;
    }

    public Code code() {
        return code;
    }

    public String help() {
        return help;
    }
}
