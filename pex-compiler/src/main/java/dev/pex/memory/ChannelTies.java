package dev.pex.memory;

import dev.pex.alias.AliasSets;
import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import java.util.ArrayList;
import java.util.List;

/**
 * The alias sets whose number of channels follows from the network's inputs and outputs. A layer chooses the channels of the
 * others: a convolution, a fully connected layer, or a depthwise convolution with a multiplier.
 */
final class ChannelTies {
    private final boolean[] tied;

    private ChannelTies(boolean[] tied) {
        this.tied = tied;
    }

    static ChannelTies of(Graph graph, AliasSets aliasSets) {
        boolean[] tied = new boolean[aliasSets.all().size()];
        graph.inputs().forEach(t -> tied[aliasSets.of(t).id()] = true);
        graph.outputs().stream()
                .filter(aliasSets::isStored)
                .forEach(t -> tied[aliasSets.of(t).id()] = true);
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Operator operator : graph.operators()) {
                changed |= !operator.channelUse().isChosen() && tie(tied, operands(aliasSets, operator));
            }
        }
        return new ChannelTies(tied);
    }

    /** Whether the number of channels of an alias set follows from inputs or outputs. */
    boolean isTied(int aliasSet) {
        return tied[aliasSet];
    }

    private static List<Integer> operands(AliasSets aliasSets, Operator operator) {
        List<Integer> operands = new ArrayList<>();
        operands.add(aliasSets.of(operator.output()).id());
        operator.inputs().stream()
                .filter(aliasSets::isStored)
                .forEach(t -> operands.add(aliasSets.of(t).id()));
        return operands;
    }

    /** Ties all alias sets when one of them is tied; returns whether that changed anything. */
    private static boolean tie(boolean[] tied, List<Integer> operands) {
        boolean any = operands.stream().anyMatch(o -> tied[o]);
        boolean changed = any && operands.stream().anyMatch(o -> !tied[o]);
        operands.forEach(o -> tied[o] |= any);
        return changed;
    }
}
