package dev.pex.codesign.prune;

/**
 * When and how a network in training becomes narrower.
 *
 * @param budget what the network keeps to in the end
 * @param first the epoch before which channels go for the first time; there must be one before it, because scores are learnt in
 *     training
 * @param rounds how many times channels go, once before each epoch; budgets between are even steps in ratio
 * @param growth how many times its width a group may have in the end, where the budget allows it; 1 for no growth
 */
public record PruningPlan(Strategy strategy, Budget budget, int first, int rounds, double growth) {
    /** Wider networks than this one are not what a chip waits for. */
    public static final double MOST_GROWTH = 16;

    public PruningPlan {
        if (first < 1 || rounds < 1 || !(growth >= 1 && growth <= MOST_GROWTH)) {
            throw new IllegalArgumentException(rounds + " rounds from epoch " + first + ", growth " + growth);
        }
    }

    /** The share of the way to the budget that is gone before an epoch; 0 when nothing goes there. */
    public double share(int epoch) {
        return epoch >= first && epoch < first + rounds ? (double) (epoch - first + 1) / rounds : 0;
    }
}
