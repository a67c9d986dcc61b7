package dev.pex.memory;

import dev.pex.alias.AliasSet;
import dev.pex.alias.AliasSets;
import dev.pex.graph.Graph;
import dev.pex.graph.State;
import dev.pex.operator.Operator;
import java.util.Arrays;

/**
 * The peak as other runtimes state it: the most live bytes when the model's operators make whole tensors in file order. A
 * reshape is an alias; no other output shares bytes with an operand.
 */
public final class LayerByLayerPeak {
    private LayerByLayerPeak() {}

    /** Bytes of the peak. */
    public static int of(Graph graph) {
        AliasSets aliasSets = AliasSets.of(graph);
        int operators = graph.operators().size();
        int[] first = new int[graph.tensors().size()];
        int[] last = new int[graph.tensors().size()];
        Arrays.fill(first, Integer.MAX_VALUE);
        Arrays.fill(last, -1);
        for (int input : graph.inputs()) {
            first[aliasSets.of(input).root()] = -1;
        }
        for (State state : graph.states()) {
            first[state.tensor()] = -1;
        }
        for (int i = 0; i < operators; i++) {
            Operator operator = graph.operators().get(i);
            if (!operator.isAlias()) {
                first[operator.output()] = i;
                last[operator.output()] = i;
            }
            for (int input : operator.inputs()) {
                if (aliasSets.isStored(input)) {
                    last[aliasSets.of(input).root()] = i;
                }
            }
        }
        for (int output : graph.outputs()) {
            if (aliasSets.isStored(output)) {
                last[aliasSets.of(output).root()] = operators;
            }
        }
        for (State state : graph.states()) {
            last[state.tensor()] = operators;
            last[aliasSets.of(state.next()).root()] = operators;
        }
        int peak = 0;
        for (int i = -1; i <= operators; i++) {
            int live = 0;
            for (AliasSet aliasSet : aliasSets.all()) {
                if (first[aliasSet.root()] <= i && i <= last[aliasSet.root()]) {
                    live += graph.tensor(aliasSet.root()).bytes();
                }
            }
            peak = Math.max(peak, live);
        }
        return peak;
    }
}
