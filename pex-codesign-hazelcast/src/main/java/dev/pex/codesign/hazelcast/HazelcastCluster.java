package dev.pex.codesign.hazelcast;

import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import dev.pex.codesign.explore.Cluster;
import dev.pex.codesign.explore.Ledger;
import dev.pex.codesign.explore.Membership;
import dev.pex.codesign.explore.TrialRunner;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Members of Hazelcast in the processes of an exploration and of its workers. */
public final class HazelcastCluster implements Cluster {
    private static final long PAUSE = 500;

    /** Of a digest, in messages. */
    private static final int DIGITS = 12;

    @Override
    public TrialRunner coordinate(Membership membership, TrialRunner own, Consumer<String> notes) {
        Signature signature = new Signature(membership.secret());
        HazelcastInstance instance = Members.join(membership, signature);
        listen(instance, notes);
        Board board = new Board(instance, signature, membership.sources());
        return new ClusterRunner(instance, board, new Hands(board, own, Optional.empty(), notes));
    }

    @Override
    public void work(Membership membership, TrialRunner own, Ledger kept, Consumer<String> notes)
            throws InterruptedException {
        Signature signature = new Signature(membership.secret());
        HazelcastInstance instance = Members.join(membership, signature);
        listen(instance, notes);
        Board board = new Board(instance, signature, membership.sources());
        Hands hands = new Hands(board, own, Optional.of(kept), notes);
        try {
            notes.accept("this machine runs trials at " + membership.address() + ":" + membership.port());
            while (true) {
                Set<String> foreign = board.foreignSources();
                if (!foreign.isEmpty()) {
                    throw mismatch(membership.sources(), foreign.iterator().next());
                }
                Thread.sleep(PAUSE);
            }
        } catch (HazelcastInstanceNotActiveException e) {
            // The member was shut down from outside: there is nothing to do any more.
        } finally {
            hands.close();
            instance.shutdown();
        }
    }

    private static DiagnosticException mismatch(String own, String other) {
        return new DiagnosticException(Diagnostic.error(
                Code.CLUSTER,
                "model and data",
                "they are not those of the exploration: their digest is " + start(own) + " here and " + start(other)
                        + " there",
                "give this machine the same files of the model and of the data set, and nothing else in their folder"));
    }

    private static String start(String digest) {
        return digest.substring(0, Math.min(DIGITS, digest.length()));
    }

    private static void listen(HazelcastInstance instance, Consumer<String> notes) {
        instance.getCluster().addMembershipListener(new MembershipAdapter() {
            @Override
            public void memberAdded(MembershipEvent event) {
                notes.accept("a member joined: " + address(event));
            }

            @Override
            public void memberRemoved(MembershipEvent event) {
                notes.accept("a member left: " + address(event));
            }
        });
    }

    private static String address(MembershipEvent event) {
        var address = event.getMember().getAddress();
        return address.getHost() + ":" + address.getPort();
    }
}
