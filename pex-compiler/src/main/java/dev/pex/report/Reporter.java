package dev.pex.report;

import dev.pex.diagnostic.Diagnostic;
import dev.pex.graph.Extent;
import dev.pex.graph.Graph;
import dev.pex.graph.Macs;
import dev.pex.graph.Operator;
import dev.pex.graph.Operator.Binary;
import dev.pex.graph.Operator.Concatenation;
import dev.pex.graph.Operator.FullyConnected;
import dev.pex.graph.Operator.Function;
import dev.pex.graph.Operator.Gather;
import dev.pex.graph.Operator.Prelu;
import dev.pex.graph.Operator.ResizeNearest;
import dev.pex.graph.Resampling;
import dev.pex.kernel.Kernel;
import dev.pex.memory.LayerByLayerPeak;
import dev.pex.plan.Buffer;
import dev.pex.plan.LiveBytes;
import dev.pex.plan.Plan;
import dev.pex.plan.Step;
import dev.pex.report.Report.Bottleneck;
import dev.pex.report.Report.OperatorLine;
import java.util.ArrayList;
import java.util.List;

/** Computes the figures of a report from what the stages made. */
public final class Reporter {
    /** Bytes of a requantisation: an int32 multiplier and an int8 shift. */
    private static final int REQUANTISATION_BYTES = Integer.BYTES + 1;

    /** A function's value for each byte. Operators with equal tables share one, which each line counts. */
    private static final int TABLE_BYTES = 256;

    private final Graph network;
    private final Graph graph;
    private final Plan plan;

    private Reporter(Graph network, Graph graph, Plan plan) {
        this.network = network;
        this.graph = graph;
        this.plan = plan;
    }

    /**
     * Reports a compilation.
     *
     * @param network as the model file has it
     * @param graph after all transforms
     * @param constantBytes constants that were emitted
     */
    public static Report report(
            String pexVersion, Graph network, Graph graph, Plan plan, int constantBytes, List<Diagnostic> diagnostics) {
        return new Reporter(network, graph, plan).run(pexVersion, constantBytes, diagnostics);
    }

    private Report run(String pexVersion, int constantBytes, List<Diagnostic> diagnostics) {
        long macs = 0;
        for (Step step : plan.steps()) {
            macs += Macs.of(graph, graph.operators().get(step.operator()), step.part());
        }
        return new Report(
                pexVersion,
                plan.network(),
                plan.target().id(),
                plan.arenaBytes(),
                LiveBytes.peak(plan),
                bytes(graph.inputs()),
                bytes(graph.outputs()),
                scratchBytes(),
                constantBytes,
                LayerByLayerPeak.of(network),
                Macs.of(network),
                macs,
                plan.steps().size(),
                bottleneck(),
                operators(),
                diagnostics);
    }

    private int bytes(List<Integer> tensors) {
        return tensors.stream().mapToInt(t -> graph.tensor(t).bytes()).sum();
    }

    private int scratchBytes() {
        return plan.steps().stream()
                .mapToInt(s -> s.scratch().isPresent()
                        ? plan.buffers().get(s.scratch().getAsInt()).bytes()
                        : 0)
                .max()
                .orElse(0);
    }

    private Bottleneck bottleneck() {
        int at = Buffer.BEFORE;
        for (int s = 0; s < plan.steps().size(); s++) {
            if (at == Buffer.BEFORE || LiveBytes.during(plan, s) > LiveBytes.during(plan, at)) {
                at = s;
            }
        }
        if (at == Buffer.BEFORE) {
            return new Bottleneck(
                    -1, "INPUT", graph.tensor(graph.inputs().get(0)).name(), LiveBytes.peak(plan));
        }
        Operator operator = graph.operators().get(plan.steps().get(at).operator());
        return new Bottleneck(
                operator.origin().index(),
                operator.origin().kind(),
                operator.origin().name(),
                LiveBytes.during(plan, at));
    }

    private List<OperatorLine> operators() {
        List<OperatorLine> lines = new ArrayList<>();
        for (int i = 0; i < graph.operators().size(); i++) {
            Operator operator = graph.operators().get(i);
            long macs = 0;
            int live = 0;
            int steps = 0;
            for (int s = 0; s < plan.steps().size(); s++) {
                Step step = plan.steps().get(s);
                if (step.operator() == i) {
                    macs += Macs.of(graph, operator, step.part());
                    live = Math.max(live, LiveBytes.during(plan, s));
                    steps++;
                }
            }
            lines.add(new OperatorLine(
                    operator.origin().index(),
                    operator.origin().kind(),
                    operator.origin().name(),
                    graph.outputOf(operator).shape(),
                    macs,
                    constantBytes(operator),
                    live,
                    steps));
        }
        return lines;
    }

    private int constantBytes(Operator operator) {
        if (Kernel.isAlias(operator)) {
            return 0;
        }
        if (operator instanceof Operator.Weighted layer) {
            return constantBytes(layer);
        }
        if (operator instanceof ResizeNearest resize) {
            Extent in = graph.tensor(resize.input()).extent();
            Extent out = graph.outputOf(resize).extent();
            return tableBytes(resize.resampling(), in.rows(), out.rows())
                    + tableBytes(resize.resampling(), in.columns(), out.columns());
        }
        if (operator instanceof Function) {
            return TABLE_BYTES;
        }
        if (operator instanceof Gather gather) {
            return gather.indices().size() * Integer.BYTES;
        }
        if (operator instanceof Binary || operator instanceof Prelu || operator instanceof Concatenation) {
            return graph.inputsOf(operator).stream()
                    .mapToInt(t -> t.constant().isPresent() ? t.bytes() : 0)
                    .sum();
        }
        return 0;
    }

    private static int tableBytes(Resampling resampling, int input, int output) {
        return resampling.nearestDivisor(input, output).isPresent() ? 0 : output * Short.BYTES;
    }

    private static int constantBytes(Operator.Weighted layer) {
        int channels = layer.bias().size();
        int requantisations =
                layer instanceof FullyConnected ? layer.filter().scales().size() : channels;
        return layer.filter().weights().size() + channels * Integer.BYTES + requantisations * REQUANTISATION_BYTES;
    }
}
