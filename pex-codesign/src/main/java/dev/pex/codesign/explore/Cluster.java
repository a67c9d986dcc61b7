package dev.pex.codesign.explore;

import java.util.function.Consumer;

/** Spreads trials over machines; found as a service on the class path. */
public interface Cluster {
    /**
     * Joins the others, to have trials run.
     *
     * @param own runs trials in this process as well
     * @param notes hears of members that come and go
     * @throws dev.pex.diagnostic.DiagnosticException when the address cannot be used (PEX-0713)
     */
    TrialRunner coordinate(Membership membership, TrialRunner own, Consumer<String> notes);

    /**
     * Joins the others, and runs trials for them until this thread is interrupted.
     *
     * @param own runs the trials
     * @param kept results that are sent again without a run when the same trials are ordered again
     * @throws dev.pex.diagnostic.DiagnosticException when the address cannot be used, or the others have another model or other data
     *     (PEX-0713)
     */
    void work(Membership membership, TrialRunner own, Ledger kept, Consumer<String> notes) throws InterruptedException;
}
