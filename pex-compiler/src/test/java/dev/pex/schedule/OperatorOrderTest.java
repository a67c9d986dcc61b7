package dev.pex.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.storage.Storage;
import dev.pex.storage.Storages;
import dev.pex.testing.RandomNetworks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OperatorOrderTest {
    private static final int MOST_OPERATORS = 8;

    @Test
    void noOrderOfASmallNetworkIsBetter() {
        int branched = 0;
        for (long seed = 0; seed < 600; seed++) {
            Graph graph = RandomNetworks.next(seed);
            List<Integer> operators = SegmentScheduler.fileOrder(graph);
            if (operators.size() > MOST_OPERATORS) {
                continue;
            }
            Storages storages = Storages.of(graph);
            OperatorOrder.Result found = OperatorOrder.search(graph, storages);
            Exhaustive all = new Exhaustive(graph, storages, operators);
            assertThat(found.peak()).as("seed %s", seed).isEqualTo(all.best());
            assertThat(found.lowerBound()).as("seed %s", seed).isEqualTo(found.peak());
            assertThat(all.peak(found.operators())).as("seed %s", seed).isEqualTo(found.peak());
            branched += all.orders > 1 ? 1 : 0;
        }
        assertThat(branched).as("networks with several orders").isGreaterThan(50);
    }

    /** Tries every order. */
    private static final class Exhaustive {
        private final Graph graph;
        private final Storages storages;
        private final List<Integer> operators;
        private int orders;

        Exhaustive(Graph graph, Storages storages, List<Integer> operators) {
            this.graph = graph;
            this.storages = storages;
            this.operators = operators;
        }

        long best() {
            return best(new ArrayList<>());
        }

        private long best(List<Integer> order) {
            if (order.size() == operators.size()) {
                orders++;
                return peak(order);
            }
            long best = Long.MAX_VALUE;
            for (int operator : operators) {
                if (!order.contains(operator) && isReady(order, operator)) {
                    order.add(operator);
                    best = Math.min(best, best(order));
                    order.remove(order.size() - 1);
                }
            }
            return best;
        }

        private boolean isReady(List<Integer> order, int operator) {
            for (int input : graph.operators().get(operator).inputs()) {
                if (storages.isStored(input)) {
                    int root = storages.of(input).root();
                    boolean made = graph.inputs().contains(root)
                            || order.stream()
                                    .anyMatch(o -> graph.operators().get(o).output() == root)
                            || operators.stream()
                                    .noneMatch(o -> graph.operators().get(o).output() == root);
                    if (!made) {
                        return false;
                    }
                }
            }
            return true;
        }

        /** Most bytes of storages that are both made and still needed. */
        long peak(List<Integer> order) {
            Set<Integer> alive = new HashSet<>();
            graph.inputs().forEach(i -> alive.add(storages.of(i).id()));
            long peak = bytes(alive);
            for (int i = 0; i < order.size(); i++) {
                alive.add(storages.of(graph.operators().get(order.get(i)).output())
                        .id());
                peak = Math.max(peak, bytes(alive));
                List<Integer> rest = order.subList(i + 1, order.size());
                List<Integer> done = order.subList(0, i + 1);
                alive.removeIf(s -> !isNeeded(s, rest) && isTouched(s, done));
            }
            return peak;
        }

        private boolean isNeeded(int storage, List<Integer> rest) {
            Storage s = storages.all().get(storage);
            return s.members().stream().anyMatch(graph.outputs()::contains)
                    || rest.stream()
                            .anyMatch(o ->
                                    graph.operators().get(o).inputs().stream().anyMatch(s.members()::contains));
        }

        /** An input that nothing reads stays for ever: no step releases it. */
        private boolean isTouched(int storage, List<Integer> done) {
            Storage s = storages.all().get(storage);
            return done.stream()
                    .anyMatch(o -> s.members().contains(graph.operators().get(o).output())
                            || graph.operators().get(o).inputs().stream().anyMatch(s.members()::contains));
        }

        private long bytes(Set<Integer> alive) {
            return alive.stream()
                    .mapToLong(s -> (long) storages.all().get(s).rows()
                            * storages.all().get(s).rowBytes())
                    .sum();
        }
    }
}
