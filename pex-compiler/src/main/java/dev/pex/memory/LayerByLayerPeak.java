package dev.pex.memory;

import dev.pex.graph.Graph;
import dev.pex.graph.Operator;
import dev.pex.kernel.Kernel;
import java.util.Arrays;

/**
 * The figure that users know from other runtimes: most bytes alive at once when the model's own
 * operators run whole and in file order. A reshape is an alias; nothing else happens in place.
 */
public final class LayerByLayerPeak {
    private LayerByLayerPeak() {}

    /** Bytes of the peak. */
    public static int of(Graph graph) {
        TensorGroups groups = new TensorGroups(graph);
        int operators = graph.operators().size();
        int[] first = new int[graph.tensors().size()];
        int[] last = new int[graph.tensors().size()];
        Arrays.fill(first, Integer.MAX_VALUE);
        Arrays.fill(last, -1);
        for (int input : graph.inputs()) {
            first[groups.root(input)] = -1;
        }
        for (int i = 0; i < operators; i++) {
            Operator operator = graph.operators().get(i);
            if (!Kernel.isAlias(operator)) {
                first[operator.output()] = i;
                last[operator.output()] = i;
            }
            for (int input : operator.inputs()) {
                last[groups.root(input)] = i;
            }
        }
        for (int output : graph.outputs()) {
            last[groups.root(output)] = operators;
        }
        int peak = 0;
        for (int i = -1; i <= operators; i++) {
            int live = 0;
            for (int root : groups.members().keySet()) {
                if (first[root] <= i && i <= last[root]) {
                    live += graph.tensor(root).bytes();
                }
            }
            peak = Math.max(peak, live);
        }
        return peak;
    }
}
