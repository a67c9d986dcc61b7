package dev.pex.codesign.data;

import java.util.Optional;

/**
 * A sample, as far as the choice of its split depends on it.
 *
 * @param name unique in the data set
 * @param label the number of its class
 * @param given the split that the data set states
 */
record Item(String name, int label, Optional<Split> given) {}
