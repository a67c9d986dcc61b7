package dev.pex.placement;

/** The work that is left, see {@link Limits}. */
final class WorkBudget {
    long orders;
    long search;

    WorkBudget(Limits limits) {
        orders = limits.orderWork();
        search = limits.searchWork();
    }
}
