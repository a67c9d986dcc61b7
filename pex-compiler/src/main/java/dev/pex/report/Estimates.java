package dev.pex.report;

import dev.pex.graph.Graph;
import dev.pex.memory.SmallerNetworks;
import dev.pex.plan.Plan;
import dev.pex.report.Report.EstimateLine;
import dev.pex.tensor.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Estimated arenas of smaller networks: of each kind the smallest change first. */
final class Estimates {
    private static final double WHOLE = 8;

    private Estimates() {}

    /** A size that may be tried. */
    private record Size(int eighths, String words) {}

    private static final List<Size> SIZES = List.of(new Size(7, "7/8"), new Size(6, "3/4"), new Size(4, "1/2"));

    /** The estimates that save something. */
    static List<EstimateLine> of(Graph graph, Plan plan) {
        SmallerNetworks smaller = SmallerNetworks.of(graph, plan);
        List<Extent> maps = graph.inputs().stream()
                .map(input -> graph.tensor(input).extent())
                .filter(extent -> extent.rows() > 1 || extent.columns() > 1)
                .toList();
        List<EstimateLine> lines = new ArrayList<>();
        for (Size size : maps.isEmpty() ? List.<Size>of() : SIZES) {
            String inputs = maps.stream().map(m -> resized(m, size)).collect(Collectors.joining(" and "));
            Extent first = maps.get(0);
            smaller.withResolution(part(first.rows(), size), part(first.columns(), size))
                    .ifPresent(bytes ->
                            lines.add(new EstimateLine("resolution", size.eighths(), "an input of " + inputs, bytes)));
        }
        for (Size size : SIZES) {
            smaller.withChannels(size.eighths() / WHOLE)
                    .ifPresent(bytes -> lines.add(new EstimateLine(
                            "channels",
                            size.eighths(),
                            size.words() + " of the channels between input and output",
                            bytes)));
        }
        return lines;
    }

    private static String resized(Extent map, Size size) {
        return resized(map.rows(), size) + "x" + resized(map.columns(), size) + " instead of " + map.rows() + "x"
                + map.columns();
    }

    /** What remains of an axis, in whole positions. */
    private static double part(int positions, Size size) {
        return resized(positions, size) / (double) positions;
    }

    private static long resized(int positions, Size size) {
        return Math.max(1, Math.round(positions * size.eighths() / WHOLE));
    }
}
