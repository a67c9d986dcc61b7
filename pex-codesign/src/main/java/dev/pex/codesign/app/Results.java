package dev.pex.codesign.app;

import dev.pex.codesign.course.EpochLine;
import dev.pex.codesign.data.DataSet;
import dev.pex.codesign.data.Evaluation;
import dev.pex.codesign.data.Samples;
import dev.pex.codesign.describe.DescribeOptions;
import dev.pex.codesign.describe.Describer;
import dev.pex.codesign.describe.Description;
import dev.pex.codesign.result.GeneratedCode;
import dev.pex.codesign.result.Int8Networks;
import dev.pex.codesign.state.TrainingState;
import dev.pex.codesign.torch.TorchTrainer;
import dev.pex.compiler.Compilation;
import dev.pex.compiler.CompilerOptions;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.floats.FloatNetwork;
import dev.pex.graph.Graph;
import dev.pex.graph.Macs;
import dev.pex.host.HostToolchain;
import dev.pex.json.JsonWriter;
import dev.pex.oracle.Question;
import dev.pex.output.AtomicFile;
import dev.pex.output.FileFaults;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetWriter;
import dev.pex.quantize.QuantizationOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The files of a trained network: {@code NAME.pexnet} in int8, ready for {@code pex:generate}; {@code NAME_float.pexnet}; the
 * Java code that describes it with its weights in {@code NAME.safetensors}; {@code epochs.csv} and {@code result.json}.
 */
final class Results {
    private static final int DECIMALS = 4;

    private final DataSet data;
    private final Question question;
    private final int calibrated;
    private final boolean tested;
    private final String javaPackage;
    private final HostToolchain toolchain;

    Results(Settings settings, DataSet data, Question question) {
        this.data = data;
        this.question = question;
        this.calibrated = settings.whole("calibrationSamples", 200);
        this.tested = settings.flag("evaluateTest");
        this.javaPackage = settings.text("javaPackage").orElse("nets");
        this.toolchain = HostToolchain.defaults();
    }

    /**
     * Quantises, measures and writes a network.
     *
     * @throws DiagnosticException when it cannot be quantised, or the folder cannot be written
     */
    Outcome write(Path folder, TrainingState state, List<EpochLine> lines) {
        FloatNetwork network = state.network();
        String name = network.graph().name();
        Graph graph = Int8Networks.of(network, data.training(), calibrated, QuantizationOptions.defaults());
        GeneratedCode.Measured measured = measured(graph);
        List<Evaluation> evaluations = measured.evaluations();
        Compilation compilation = measured.compilation();
        Outcome outcome = new Outcome(
                folder,
                name,
                evaluations.get(0),
                tested ? Optional.of(evaluations.get(1)) : Optional.empty(),
                compilation.plan().arenaBytes(),
                compilation.report().memory().weightsBytes()
                        + compilation.report().memory().scheduleFlashBytes(),
                Macs.of(graph));
        Pexnet.Notes notes = new Pexnet.Notes("", false, "", 0, data.classes(), "");
        String className = ModelFile.className(name);
        Description described = Describer.describe(
                network, new DescribeOptions(javaPackage, className, name + ".safetensors", data.classes()));
        Evaluation real = TorchTrainer.evaluate(state, data.validation());
        try {
            AtomicFile.write(folder.resolve(name + ".pexnet"), PexnetWriter.bytes(Pexnet.of(graph, notes)));
            AtomicFile.write(
                    folder.resolve(name + "_float.pexnet"), PexnetWriter.bytes(Pexnet.of(network, Map.of(), notes)));
            AtomicFile.write(folder.resolve(described.javaFile()), bytes(described.javaSource()));
            AtomicFile.write(
                    folder.resolve(described.weightsFile()), described.weights().toArray());
            if (!lines.isEmpty()) {
                AtomicFile.write(folder.resolve("epochs.csv"), bytes(csv(lines)));
            }
            AtomicFile.write(folder.resolve("result.json"), bytes(json(outcome, real)));
        } catch (IOException e) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.OUTPUT_UNWRITABLE,
                    folder.toString(),
                    "the results cannot be written: " + FileFaults.reason(e),
                    "make room or choose another folder; the checkpoint is kept, and only the end is done again"));
        }
        return outcome;
    }

    /** The network on validation data, and on test data if that is asked for. */
    private GeneratedCode.Measured measured(Graph graph) {
        List<Samples> sets = tested ? List.of(data.validation(), data.test()) : List.of(data.validation());
        CompilerOptions options = CompilerOptions.defaults()
                .withTarget(question.tuning().target())
                .withOptimize(question.tuning().optimize())
                .withInputMode(question.inputMode())
                .withPartialExecution(question.partialExecution());
        return GeneratedCode.measure(graph, options, toolchain, sets);
    }

    private static String csv(List<EpochLine> lines) {
        StringBuilder csv = new StringBuilder("epoch,loss,accuracy,liveBytes,macs,widths\n");
        for (EpochLine line : lines) {
            csv.append(line.epoch())
                    .append(',')
                    .append(decimal(line.loss()))
                    .append(',')
                    .append(decimal(line.accuracy()))
                    .append(',')
                    .append(line.liveBytes())
                    .append(',')
                    .append(line.macs())
                    .append(',')
                    .append(line.widths().stream().map(String::valueOf).collect(Collectors.joining(" ")))
                    .append('\n');
        }
        return csv.toString();
    }

    private String json(Outcome outcome, Evaluation real) {
        JsonWriter json = new JsonWriter();
        json.beginObject();
        json.put("network", outcome.network());
        json.put("target", question.tuning().target().id());
        json.put("inputMode", question.inputMode().id());
        json.put("partialExecution", question.partialExecution().id());
        json.put("arenaBytes", outcome.arenaBytes());
        json.put("flashBytes", outcome.flashBytes());
        json.put("macs", outcome.macs());
        json.put("validationSamples", outcome.validation().samples());
        json.put("validationAccuracyFloat", decimal(real.accuracy()));
        json.put("validationAccuracy", decimal(outcome.validation().accuracy()));
        outcome.test().ifPresent(test -> {
            json.put("testSamples", test.samples());
            json.put("testAccuracy", decimal(test.accuracy()));
        });
        json.end();
        return json.document();
    }

    private static BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
