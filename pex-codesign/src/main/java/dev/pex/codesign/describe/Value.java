package dev.pex.codesign.describe;

/**
 * An argument that is a value of the network.
 *
 * @param tensor its id in the network that is described
 */
record Value(int tensor) {}
