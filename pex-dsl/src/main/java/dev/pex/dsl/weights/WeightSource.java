package dev.pex.dsl.weights;

/** Where the weights of a network come from. */
public sealed interface WeightSource permits WeightFile, RandomWeights {
    /** For reports and messages: the file, or that weights are random. */
    String description();
}
