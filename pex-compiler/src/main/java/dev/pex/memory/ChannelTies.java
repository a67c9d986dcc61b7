package dev.pex.memory;

import dev.pex.graph.Graph;
import dev.pex.graph.Operator;
import dev.pex.graph.Operator.Conv2d;
import dev.pex.graph.Operator.DepthwiseConv2d;
import dev.pex.graph.Operator.FullyConnected;
import dev.pex.graph.Operator.TransposeConv2d;
import dev.pex.storage.Storages;
import java.util.ArrayList;
import java.util.List;

/**
 * Which tensors have as many channels as the network's inputs and outputs ask for. The channels of the
 * others are the choice of a layer: a convolution, a fully connected layer, or a depth multiplier.
 */
final class ChannelTies {
    private final boolean[] tied;

    private ChannelTies(boolean[] tied) {
        this.tied = tied;
    }

    static ChannelTies of(Graph graph, Storages storages) {
        boolean[] tied = new boolean[storages.all().size()];
        graph.inputs().forEach(t -> tied[storages.of(t).id()] = true);
        graph.outputs().stream()
                .filter(storages::isStored)
                .forEach(t -> tied[storages.of(t).id()] = true);
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Operator operator : graph.operators()) {
                changed |= !choosesChannels(operator) && tie(tied, operands(storages, operator));
            }
        }
        return new ChannelTies(tied);
    }

    /** Whether the channels of a storage cannot be chosen. */
    boolean isTied(int storage) {
        return tied[storage];
    }

    private static boolean choosesChannels(Operator operator) {
        return operator instanceof Conv2d
                || operator instanceof FullyConnected
                || operator instanceof TransposeConv2d
                || (operator instanceof DepthwiseConv2d depthwise && depthwise.multiplier() > 1);
    }

    private static List<Integer> operands(Storages storages, Operator operator) {
        List<Integer> operands = new ArrayList<>();
        operands.add(storages.of(operator.output()).id());
        operator.inputs().stream()
                .filter(storages::isStored)
                .forEach(t -> operands.add(storages.of(t).id()));
        return operands;
    }

    /** Ties all when one of them is; whether that changed anything. */
    private static boolean tie(boolean[] tied, List<Integer> operands) {
        boolean any = operands.stream().anyMatch(o -> tied[o]);
        boolean changed = any && operands.stream().anyMatch(o -> !tied[o]);
        operands.forEach(o -> tied[o] |= any);
        return changed;
    }
}
