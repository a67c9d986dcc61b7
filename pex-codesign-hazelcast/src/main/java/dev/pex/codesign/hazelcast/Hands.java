package dev.pex.codesign.hazelcast;

import com.hazelcast.core.HazelcastInstanceNotActiveException;
import dev.pex.codesign.explore.Ledger;
import dev.pex.codesign.explore.TrialLost;
import dev.pex.codesign.explore.TrialOrder;
import dev.pex.codesign.explore.TrialResult;
import dev.pex.codesign.explore.TrialRunner;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The threads of a member that take orders from the board and run them. */
final class Hands implements AutoCloseable {
    private static final long PAUSE = 200;

    private final Board board;
    private final TrialRunner runner;
    private final Optional<Ledger> kept;
    private final Consumer<String> notes;
    private final List<Thread> threads = new ArrayList<>();

    /**
     * As many threads as the runner takes orders at a time.
     *
     * @param kept results that are answered with at once, and that new ones are added to
     */
    Hands(Board board, TrialRunner runner, Optional<Ledger> kept, Consumer<String> notes) {
        this.board = board;
        this.runner = runner;
        this.kept = kept;
        this.notes = notes;
        for (int i = 0; i < runner.parallel(); i++) {
            Thread thread = new Thread(this::work, "pex-codesign-hand-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void work() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Optional<TrialOrder> order = board.claim();
                if (order.isPresent()) {
                    run(order.get());
                } else {
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException | HazelcastInstanceNotActiveException e) {
            // The member leaves.
        }
    }

    private void run(TrialOrder order) throws InterruptedException {
        Optional<TrialResult> known = kept.flatMap(ledger -> ledger.find(order));
        if (known.isPresent()) {
            board.answer(order, known.get());
            return;
        }
        try {
            TrialResult result = runner.run(order);
            // A fault of this machine is answered too, and not kept: the one that explores decides.
            if (result.figures().isPresent()) {
                kept.ifPresent(ledger -> ledger.keep(order, result));
            }
            board.answer(order, result);
        } catch (TrialLost e) {
            notes.accept("the process of a trial died; " + e.what());
            board.giveBack(order);
            Thread.sleep(PAUSE);
        } catch (DiagnosticException e) {
            Diagnostic fault = e.diagnostics().get(0);
            board.answer(order, TrialResult.of(order, fault));
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        runner.close();
    }
}
