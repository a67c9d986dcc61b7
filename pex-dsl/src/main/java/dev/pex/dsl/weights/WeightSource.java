package dev.pex.dsl.weights;

/** The source of the weights of a network. */
public sealed interface WeightSource permits WeightFile, RandomWeights {
    /** For reports and messages: the file, or that weights are random. */
    String description();
}
