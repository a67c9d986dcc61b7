package dev.pex.codesign.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import dev.pex.codesign.explore.TrialLost;
import dev.pex.codesign.explore.TrialOrder;
import dev.pex.codesign.explore.TrialResult;
import dev.pex.codesign.explore.TrialRunner;
import java.util.Optional;

/** Orders trials from all members of a cluster, this one included. */
final class ClusterRunner implements TrialRunner {
    /** Orders that wait on the board at a time; more members than that do not help. */
    private static final int WAITING = 64;

    private static final long PAUSE = 100;

    private final HazelcastInstance instance;
    private final Board board;
    private final Hands hands;

    ClusterRunner(HazelcastInstance instance, Board board, Hands hands) {
        this.instance = instance;
        this.board = board;
        this.hands = hands;
    }

    @Override
    public int parallel() {
        return WAITING;
    }

    @Override
    public TrialResult run(TrialOrder order) throws TrialLost, InterruptedException {
        try {
            board.order(order);
            return awaited(order);
        } catch (TrialLost e) {
            board.withdraw(order);
            throw e;
        } catch (HazelcastInstanceNotActiveException e) {
            throw new InterruptedException("the exploration ended");
        }
    }

    private TrialResult awaited(TrialOrder order) throws TrialLost, InterruptedException {
        Optional<Claim> runs = Optional.empty();
        while (true) {
            Optional<TrialResult> result = board.result(order);
            if (result.isPresent()) {
                board.forget(order);
                return result.get();
            }
            Optional<Claim> claim = board.claimOf(order);
            if (claim.isPresent() && !board.isThere(claim.get().member())) {
                // Losses of whole machines are no fault of the trial: they are not counted.
                board.free(order, claim.get());
                runs = Optional.empty();
            } else if (runs.isPresent()
                    && !runs.equals(claim)
                    && board.isThere(runs.get().member())) {
                // An answer may have come between the two questions.
                if (board.result(order).isEmpty()) {
                    throw new TrialLost("a member gave it back");
                }
            } else {
                runs = claim;
            }
            Thread.sleep(PAUSE);
        }
    }

    @Override
    public void close() {
        hands.close();
        instance.shutdown();
    }
}
