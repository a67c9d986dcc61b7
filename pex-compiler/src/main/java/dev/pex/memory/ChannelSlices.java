package dev.pex.memory;

import dev.pex.alias.AliasSet;
import dev.pex.alias.AliasSets;
import dev.pex.graph.Dependence;
import dev.pex.graph.Graph;
import dev.pex.graph.State;
import dev.pex.operator.Operator;
import dev.pex.schedule.Schedule;
import dev.pex.schedule.Step;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;

/**
 * The width of the channel slices in which each alias set is placed: all channels, unless every step touches a single slice
 * of the alias set and all slices have a width that kernels can address.
 */
final class ChannelSlices {
    /** The largest width of a slice in bytes: kernels count it in 16 bits. */
    private static final int MOST_BYTES = 0xffff;

    private final Graph graph;
    private final AliasSets aliasSets;
    private final int[] width;

    private ChannelSlices(Graph graph, AliasSets aliasSets) {
        this.graph = graph;
        this.aliasSets = aliasSets;
        this.width = new int[aliasSets.all().size()];
    }

    /** By alias set: channels of a slice. */
    static int[] of(Graph graph, AliasSets aliasSets, Schedule schedule) {
        ChannelSlices slices = new ChannelSlices(graph, aliasSets);
        schedule.steps().forEach(slices::widen);
        graph.inputs().forEach(slices::whole);
        graph.outputs().stream().filter(aliasSets::isStored).forEach(slices::whole);
        for (State state : graph.states()) {
            slices.whole(state.tensor());
            slices.whole(state.next());
        }
        schedule.steps().forEach(slices::check);
        for (AliasSet s : aliasSets.all()) {
            boolean uniform = s.members().size() == 1
                    && slices.width[s.id()] > 0
                    && (long) slices.width[s.id()] * s.elementBytes() <= MOST_BYTES;
            slices.width[s.id()] = uniform ? slices.width[s.id()] : s.extent().channels();
        }
        return slices.width;
    }

    private void whole(int tensor) {
        AliasSet aliasSet = aliasSets.of(tensor);
        width[aliasSet.id()] = aliasSet.extent().channels();
    }

    /** Records the widest range of channels that a step touches. No other width can be right for all steps. */
    private void widen(Step step) {
        visit(step, (tensor, channels) -> {
            int id = aliasSets.of(tensor).id();
            width[id] = Math.max(width[id], channels.size());
        });
    }

    private void check(Step step) {
        visit(step, (tensor, channels) -> {
            int id = aliasSets.of(tensor).id();
            if (channels.start() / width[id] != (channels.end() - 1) / width[id]) {
                whole(tensor);
            }
        });
    }

    /** What to do with a range of channels of a tensor. */
    private interface Visitor {
        void visit(int tensor, Range channels);
    }

    private void visit(Step step, Visitor visitor) {
        if (!(step instanceof Step.Compute compute)) {
            return;
        }
        Operator operator = graph.operators().get(compute.operator());
        visitor.visit(operator.output(), compute.part().channels());
        for (int i = 0; i < operator.inputs().size(); i++) {
            int input = operator.inputs().get(i);
            if (aliasSets.isStored(input)) {
                Part part = Dependence.read(graph, operator, i, compute.part(), compute.intake());
                Extent extent = graph.tensor(input).extent();
                if (!part.isEmpty() && extent.equals(aliasSets.of(input).extent())) {
                    visitor.visit(input, part.channels());
                }
            }
        }
    }
}
