package dev.pex.codesign.describe;

/** What the code says of the quantisation of a network, and what its file of weights says. */
enum Form {
    /** A float network: none. */
    FLOAT,
    /** The code is that of a float network; the file has integers, scales and zero points. */
    QUANTIZED_BY_FILE,
    /** The code states the quantisation of every value; the file has integers and the scales of weights. */
    QUANTIZED_BY_CODE
}
