package dev.pex.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.alias.AliasSet;
import dev.pex.alias.AliasSets;
import dev.pex.graph.Graph;
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
            AliasSets aliasSets = AliasSets.of(graph);
            OperatorOrder.Result found = OperatorOrder.search(graph, aliasSets);
            Exhaustive all = new Exhaustive(graph, aliasSets, operators);
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
        private final AliasSets aliasSets;
        private final List<Integer> operators;
        private int orders;

        Exhaustive(Graph graph, AliasSets aliasSets, List<Integer> operators) {
            this.graph = graph;
            this.aliasSets = aliasSets;
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
                if (aliasSets.isStored(input)) {
                    int root = aliasSets.of(input).root();
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

        /** Most bytes of alias sets that are both made and still needed. */
        long peak(List<Integer> order) {
            Set<Integer> live = new HashSet<>();
            graph.inputs().forEach(i -> live.add(aliasSets.of(i).id()));
            long peak = bytes(live);
            for (int i = 0; i < order.size(); i++) {
                live.add(aliasSets
                        .of(graph.operators().get(order.get(i)).output())
                        .id());
                peak = Math.max(peak, bytes(live));
                List<Integer> rest = order.subList(i + 1, order.size());
                List<Integer> done = order.subList(0, i + 1);
                live.removeIf(s -> !isNeeded(s, rest) && isTouched(s, done));
            }
            return peak;
        }

        private boolean isNeeded(int aliasSet, List<Integer> rest) {
            AliasSet s = aliasSets.all().get(aliasSet);
            return s.members().stream().anyMatch(graph.outputs()::contains)
                    || rest.stream()
                            .anyMatch(o ->
                                    graph.operators().get(o).inputs().stream().anyMatch(s.members()::contains));
        }

        /** An input that nothing reads stays for ever: no step releases it. */
        private boolean isTouched(int aliasSet, List<Integer> done) {
            AliasSet s = aliasSets.all().get(aliasSet);
            return done.stream()
                    .anyMatch(o -> s.members().contains(graph.operators().get(o).output())
                            || graph.operators().get(o).inputs().stream().anyMatch(s.members()::contains));
        }

        private long bytes(Set<Integer> live) {
            return live.stream()
                    .mapToLong(s -> (long) aliasSets.all().get(s).rows()
                            * aliasSets.all().get(s).rowBytes())
                    .sum();
        }
    }
}
