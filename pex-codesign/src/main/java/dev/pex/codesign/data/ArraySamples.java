package dev.pex.codesign.data;

import dev.pex.array.NumberArray;

/**
 * Two arrays of a data set.
 *
 * @param location their place, for diagnostics
 * @param samples one more dimension before those of a sample
 * @param labels as many integers as there are samples
 */
record ArraySamples(String location, NumberArray samples, NumberArray labels) {}
