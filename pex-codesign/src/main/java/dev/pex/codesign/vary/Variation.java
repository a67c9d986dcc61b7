package dev.pex.codesign.vary;

import dev.pex.channels.ChannelGroup;
import dev.pex.channels.ChannelGroups;
import dev.pex.channels.Kept;
import dev.pex.channels.Narrowing;
import dev.pex.codesign.describe.Redrawing;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.floats.FloatNetwork;
import dev.pex.graph.Graph;
import dev.pex.tensor.Extent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A network in another form. Weights of what changes are random.
 *
 * @param width share of the channels of each group that stays, above 0 up to 1; at least one stays
 * @param rows of the input; 0 for as many as it has
 * @param columns of the input; 0 for as many as it has
 * @param depth share of the blocks of each run that stays, from 0 to 1, rounded up
 */
public record Variation(double width, int rows, int columns, double depth) {
    /** The network as it is. */
    public static final Variation NONE = new Variation(1, 0, 0, 1);

    /**
     * The network in this form.
     *
     * @throws DiagnosticException when it cannot have it (PEX-0710)
     */
    public FloatNetwork of(FloatNetwork network) {
        return narrowed(redrawn(network));
    }

    private FloatNetwork redrawn(FloatNetwork network) {
        Graph graph = network.graph();
        Extent input = graph.tensor(graph.inputs().get(0)).extent();
        int newRows = rows == 0 ? input.rows() : rows;
        int newColumns = columns == 0 ? input.columns() : columns;
        boolean sameSize = newRows == input.rows() && newColumns == input.columns();
        if (sameSize && depth == 1) {
            return network;
        }
        Set<Integer> omitted = new HashSet<>();
        Map<Integer, Integer> standIns = new HashMap<>();
        if (depth < 1) {
            List<List<Block>> runs = Blocks.of(network);
            if (runs.isEmpty()) {
                throw new DiagnosticException(Diagnostic.error(
                        Code.VARIANT,
                        "network '" + graph.name() + "'",
                        "it has no block of layers that keeps the shape of what it reads, so its depth cannot change",
                        "leave depth out, or describe networks of other depths by themselves"));
            }
            for (List<Block> run : runs) {
                int kept = (int) Math.ceil(depth * run.size() - 1e-9);
                for (Block block : run.subList(kept, run.size())) {
                    omitted.addAll(block.inside());
                    standIns.put(block.output(), block.input());
                }
            }
        }
        return Redrawing.of(network, newRows, newColumns, omitted, standIns);
    }

    private FloatNetwork narrowed(FloatNetwork network) {
        if (width == 1) {
            return network;
        }
        Graph graph = network.graph();
        List<ChannelGroup> groups = ChannelGroups.of(graph);
        List<Integer> widths = groups.stream()
                .map(group -> Math.max(1, (int) Math.round(width * group.width())))
                .toList();
        return Narrowing.of(network, Kept.first(graph, groups, widths));
    }
}
