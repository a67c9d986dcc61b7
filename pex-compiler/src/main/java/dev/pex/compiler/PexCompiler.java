package dev.pex.compiler;

import dev.pex.diagnostic.DiagnosticException;
import dev.pex.diagnostic.Diagnostics;
import dev.pex.emit.CEmitter;
import dev.pex.frontend.QuantizedModel;
import dev.pex.frontend.ReadModel;
import dev.pex.graph.Graph;
import dev.pex.graph.GraphText;
import dev.pex.kernel.KernelLimits;
import dev.pex.plan.InPlace;
import dev.pex.plan.InputMode;
import dev.pex.plan.Plan;
import dev.pex.plan.PlanCodec;
import dev.pex.plan.PlanCost;
import dev.pex.plan.PlanText;
import dev.pex.planning.Effort;
import dev.pex.planning.FormSearch;
import dev.pex.planning.FoundPlan;
import dev.pex.proto.MessageJson;
import dev.pex.quantize.QuantizationJson;
import dev.pex.quantize.QuantizationText;
import dev.pex.report.Report;
import dev.pex.report.Report.PeakLine;
import dev.pex.report.ReportJson;
import dev.pex.report.Reporter;
import dev.pex.schedule.PartialExecution;
import dev.pex.tensor.Bytes;
import dev.pex.transform.QuantizedEdges;
import dev.pex.transform.Rewritten;
import dev.pex.transform.Transforms;
import dev.pex.verify.Verifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Compiles one model: front end, transforms, schedule, memory plan, verifier, C emission, report. */
public final class PexCompiler {
    private PexCompiler() {}

    /**
     * Compiles a model. The result is a function of the arguments alone.
     *
     * @throws DiagnosticException when the model or an option is at fault; it carries all that was
     *     found
     */
    public static Compilation compile(ModelSource source, CompilerOptions options) {
        return compile(source, options, List.of(options.inputMode()));
    }

    /** Compiles a model, and reports what arena it would need with either input mode. */
    public static Compilation analyze(ModelSource source, CompilerOptions options) {
        return compile(source, options, List.of(InputMode.values()));
    }

    /**
     * A model as its file has it: a float network is not quantised.
     *
     * @throws DiagnosticException when the model is at fault
     */
    public static ReadModel read(ModelSource source) {
        Diagnostics diagnostics = new Diagnostics();
        ReadModel model = ModelReader.asItIs(source, diagnostics);
        if (model instanceof QuantizedModel quantized) {
            NetworkLimits.check(quantized.graph(), source.content().size(), diagnostics);
        }
        diagnostics.throwIfErrors();
        return model;
    }

    /**
     * The int8 network of a model, as its file has it: what {@link #compile} begins with.
     *
     * @throws DiagnosticException when the model is at fault
     */
    public static Graph network(ModelSource source, Io io) {
        Diagnostics diagnostics = new Diagnostics();
        Graph network = network(source, io, ModelReader.read(source, diagnostics), diagnostics);
        diagnostics.throwIfErrors();
        return network;
    }

    private static Graph network(ModelSource source, Io io, ModelReader.Read read, Diagnostics diagnostics) {
        Graph network = io == Io.INT8 ? QuantizedEdges.of(read.network()) : read.network();
        NetworkLimits.check(network, source.content().size(), diagnostics);
        return network;
    }

    private static Compilation compile(ModelSource source, CompilerOptions options, List<InputMode> compared) {
        Diagnostics diagnostics = new Diagnostics();
        ModelReader.Read read = ModelReader.read(source, diagnostics);
        Graph network = network(source, options.io(), read, diagnostics);
        Labels.check(network, read.labels(), diagnostics);
        diagnostics.throwIfErrors();
        Rewritten rewritten = Transforms.rewrite(network);
        Graph transformed = rewritten.graph();
        KernelLimits.check(transformed, diagnostics);
        diagnostics.throwIfErrors();
        Optional<Rewritten> transposed = Transforms.transposed(transformed);
        FormSearch search =
                FormSearch.of(transformed, transposed.map(Rewritten::graph), options.tuning(), Effort.THOROUGH);
        FormSearch.Found best = search.within(options.inputMode(), options.partialExecution(), options.arenaBudget());
        Graph graph = best.graph();
        FoundPlan found = best.plan();
        Plan plan = found.plan();
        NetworkLimits.check(plan, graph, diagnostics);
        diagnostics.throwIfErrors();
        Verifier.verify(graph, plan);
        Verifier.verifyWhenExecuted(graph, InPlace.withoutMoves(graph, plan));
        CEmitter.Emission emission = CEmitter.emit(graph, plan, read.labels());
        Reporter.Measured measured = new Reporter.Measured(
                PexVersion.get(),
                read.labels(),
                emission.footprint(),
                search.smallestArena(options.inputMode(), PartialExecution.CHANNELS),
                search.bestOrder(),
                peaks(search, isOver(found, options) ? List.of(InputMode.values()) : compared));
        Report report = Reporter.report(network, graph, found, options.partialExecution(), measured, diagnostics.all());

        ArenaBudget.violation(report, options.arenaBudget()).ifPresent(diagnostics::report);
        diagnostics.throwIfErrors();

        SortedMap<String, Bytes> files = new TreeMap<>(emission.files());
        files.put("report.json", text(ReportJson.of(report)));
        read.quantization().ifPresent(quantization -> {
            files.put("quantisation.json", text(QuantizationJson.of(quantization)));
            files.put("quantisation.txt", text(QuantizationText.of(quantization)));
        });
        files.put("plan.pb", PlanCodec.toBytes(plan));
        files.put("plan.json", text(MessageJson.of(PlanCodec.toMessage(plan))));
        files.put("dump/1-network.txt", text(GraphText.of(network)));
        files.put(
                "dump/1-rewrites.txt", text(taken(rewritten, transposed, graph).toText()));
        files.put("dump/2-graph.txt", text(GraphText.of(graph)));
        files.put("dump/3-schedule.txt", text(found.schedule().schedule().toText(graph)));
        files.put("dump/4-plan.txt", text(PlanText.of(graph, plan)));
        files.put("dump/5-cost.txt", text(PlanCost.of(graph, plan).toText(graph)));
        return new Compilation(network, graph, plan, report, read.quantization(), files);
    }

    /** The rewrites that made the form of the network that the plan is for. */
    private static Rewritten taken(Rewritten first, Optional<Rewritten> transposed, Graph graph) {
        return transposed
                .filter(form -> form.graph().equals(graph))
                .map(first::then)
                .orElse(first);
    }

    private static boolean isOver(FoundPlan found, CompilerOptions options) {
        return options.arenaBudget().isPresent()
                && found.plan().arenaBytes() > options.arenaBudget().getAsLong();
    }

    private static List<PeakLine> peaks(FormSearch search, List<InputMode> modes) {
        List<PeakLine> peaks = new ArrayList<>();
        for (InputMode mode : modes) {
            for (PartialExecution allowed : PartialExecution.values()) {
                peaks.add(new PeakLine(mode.id(), allowed.id(), search.smallestArena(mode, allowed)));
            }
        }
        return peaks;
    }

    private static Bytes text(String text) {
        return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }
}
