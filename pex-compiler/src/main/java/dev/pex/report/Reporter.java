package dev.pex.report;

import dev.pex.diagnostic.Diagnostic;
import dev.pex.emit.Footprint;
import dev.pex.graph.Graph;
import dev.pex.graph.Macs;
import dev.pex.memory.LayerByLayerPeak;
import dev.pex.operator.Operator;
import dev.pex.plan.Buffer;
import dev.pex.plan.InPlace;
import dev.pex.plan.InputMode;
import dev.pex.plan.LiveBytes;
import dev.pex.plan.Plan;
import dev.pex.planning.FoundPlan;
import dev.pex.report.Report.Bottleneck;
import dev.pex.report.Report.OperatorLine;
import dev.pex.report.Report.PeakLine;
import dev.pex.report.Report.SegmentLine;
import dev.pex.schedule.OperatorOrder;
import dev.pex.schedule.PartialExecution;
import dev.pex.schedule.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Computes the figures of a report from what the stages made. */
public final class Reporter {
    private final Graph network;
    private final Graph graph;
    private final FoundPlan found;
    private final Plan plan;
    private final LiveBytes live;

    private Reporter(Graph network, Graph graph, FoundPlan found) {
        this.network = network;
        this.graph = graph;
        this.found = found;
        this.plan = found.plan();
        this.live = LiveBytes.of(plan);
    }

    /**
     * What other stages know or measured.
     *
     * @param pexVersion version of the compiler
     * @param labels names of the classes that the first output tells apart
     * @param footprint sizes of the emitted code
     * @param peakChannelsBytes the smallest arena when only channels may be cut
     * @param order the best order of operators
     * @param peaks arenas for other choices
     */
    public record Measured(
            String pexVersion,
            List<String> labels,
            Footprint footprint,
            int peakChannelsBytes,
            OperatorOrder.Result order,
            List<PeakLine> peaks) {
        public Measured {
            labels = List.copyOf(labels);
            peaks = List.copyOf(peaks);
        }
    }

    /**
     * Reports a compilation.
     *
     * @param network as the model file has it
     * @param graph after all transforms
     * @param partialExecution what was allowed to be cut
     */
    public static Report report(
            Graph network,
            Graph graph,
            FoundPlan found,
            PartialExecution partialExecution,
            Measured measured,
            List<Diagnostic> diagnostics) {
        return new Reporter(network, graph, found).run(partialExecution, measured, diagnostics);
    }

    private Report run(PartialExecution partialExecution, Measured measured, List<Diagnostic> diagnostics) {
        List<OperatorLine> operators = operators();
        int steps = InPlace.withoutMoves(graph, plan).steps().size();
        return new Report(
                settings(partialExecution, measured.pexVersion()),
                arena(),
                new Report.Alternatives(
                        LayerByLayerPeak.of(network),
                        measured.order().peak(),
                        measured.order().lowerBound(),
                        measured.peakChannelsBytes(),
                        measured.peaks(),
                        Estimates.of(graph, plan)),
                new Report.Memory(
                        measured.footprint().constantBytes(),
                        ConstantBytes.of(graph),
                        measured.footprint().scheduleBytes(),
                        measured.footprint().stateBytes(),
                        measured.footprint().stackBytes()),
                new Report.Work(
                        Macs.of(network),
                        operators.stream().mapToLong(OperatorLine::macs).sum(),
                        steps),
                segments(),
                operators,
                measured.labels(),
                diagnostics);
    }

    private Report.Settings settings(PartialExecution partialExecution, String pexVersion) {
        return new Report.Settings(
                pexVersion,
                plan.network(),
                plan.target().id(),
                plan.tuning().optimize().id(),
                (plan.streamed() ? InputMode.STREAMED : InputMode.RESIDENT).id(),
                partialExecution.id());
    }

    private Report.Arena arena() {
        return new Report.Arena(
                plan.arenaBytes(),
                live.peak(),
                found.lowerBound(),
                bytes(graph.inputs()),
                bytes(graph.outputs()),
                scratchBytes(),
                bottleneck());
    }

    private List<SegmentLine> segments() {
        return found.schedule().segments().stream()
                .map(s -> new SegmentLine(
                        indexInModel(s.firstOperator()),
                        indexInModel(s.lastOperator()),
                        s.operators(),
                        s.parts(),
                        s.livePeak()))
                .toList();
    }

    private int indexInModel(int operator) {
        return operator < 0
                ? operator
                : graph.operators().get(operator).origin().index();
    }

    private int bytes(List<Integer> tensors) {
        return tensors.stream().mapToInt(t -> graph.tensor(t).bytes()).sum();
    }

    private int scratchBytes() {
        return plan.scratch().values().stream()
                .mapToInt(id -> plan.buffers().get(id).bytes())
                .max()
                .orElse(0);
    }

    private Bottleneck bottleneck() {
        int at = Buffer.BEFORE;
        for (int s = 0; s < plan.steps().size(); s++) {
            if (plan.steps().get(s) instanceof Step.Compute
                    && (at == Buffer.BEFORE || live.during(s) > live.during(at))) {
                at = s;
            }
        }
        if (at == Buffer.BEFORE || !(plan.steps().get(at) instanceof Step.Compute compute)) {
            return new Bottleneck(
                    -1, "INPUT", graph.tensor(graph.inputs().get(0)).name(), live.peak());
        }
        Operator operator = graph.operators().get(compute.operator());
        return new Bottleneck(
                operator.origin().index(),
                operator.origin().kind(),
                operator.origin().name(),
                live.during(at));
    }

    private List<OperatorLine> operators() {
        int n = graph.operators().size();
        long[] macs = new long[n];
        int[] most = new int[n];
        int[] steps = new int[n];
        Set<Integer> inPlace = InPlace.operators(graph, plan);
        for (int s = 0; s < plan.steps().size(); s++) {
            if (plan.steps().get(s) instanceof Step.Compute step) {
                int i = step.operator();
                macs[i] += Macs.of(graph, graph.operators().get(i), step.part(), step.intake());
                most[i] = Math.max(most[i], live.during(s));
                steps[i] += inPlace.contains(i) ? 0 : 1;
            }
        }
        List<OperatorLine> lines = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Operator operator = graph.operators().get(i);
            lines.add(new OperatorLine(
                    operator.origin().index(),
                    operator.origin().kind(),
                    operator.origin().name(),
                    graph.outputOf(operator).shape(),
                    macs[i],
                    ConstantBytes.of(graph, operator),
                    most[i],
                    steps[i]));
        }
        return lines;
    }
}
