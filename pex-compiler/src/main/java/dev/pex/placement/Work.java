package dev.pex.placement;

/** What is left of the limits. */
final class Work {
    long orders;
    long search;

    Work(Limits limits) {
        orders = limits.orderWork();
        search = limits.searchWork();
    }
}
