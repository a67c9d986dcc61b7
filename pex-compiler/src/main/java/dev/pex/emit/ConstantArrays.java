package dev.pex.emit;

/**
 * The constant arrays of a model.
 *
 * @param declarations in C, one line each
 * @param definitions in C
 * @param bytes of all arrays
 */
record ConstantArrays(String declarations, String definitions, int bytes) {}
