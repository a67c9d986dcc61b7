package dev.pex.codesign.state;

/** What an array of numbers is to a layer with weights, y = gamma * (w x - mean) / sqrt(variance + epsilon) + beta, or w x + bias. */
public enum Role {
    /** The weights, in the order of the operator's filter. */
    FILTER(true),
    /** One for each output channel, of a layer without batch normalisation. */
    BIAS(true),
    /** The factor of batch normalisation, one for each output channel. */
    GAMMA(true),
    /** The summand of batch normalisation. */
    BETA(true),
    /** The mean of each output channel over many batches. */
    MEAN(false),
    /** The variance of each output channel over many batches. */
    VARIANCE(false);

    private final boolean learnt;

    Role(boolean learnt) {
        this.learnt = learnt;
    }

    /** Whether training follows its gradient; the others are averages of what was seen. */
    public boolean isLearnt() {
        return learnt;
    }
}
