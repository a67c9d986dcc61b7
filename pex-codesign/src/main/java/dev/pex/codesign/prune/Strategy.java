package dev.pex.codesign.prune;

/** How channels are chosen that go. */
public enum Strategy {
    /** Where a loss buys the most, by the answers of the compiler. */
    COMPILER,
    /** Those with the lowest scores of all groups, until the budget is kept. */
    IMPORTANCE,
    /** The same share of every group, those with the lowest scores. */
    UNIFORM
}
