package dev.pex.compiler;

import java.util.Locale;

/** Which types the inputs and outputs of the compiled network have. */
public enum Io {
    /** Those of the model file. */
    MODEL,
    /** Where the model quantises an input or dequantises an output, the quantised numbers themselves. */
    INT8;

    /** How users write it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
