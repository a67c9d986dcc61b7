package dev.pex.placement;

/** What is left of the limits. */
final class WorkBudget {
    long orders;
    long search;

    WorkBudget(Limits limits) {
        orders = limits.orderWork();
        search = limits.searchWork();
    }
}
