package dev.pex.codesign.app;

import dev.pex.codesign.course.Finished;
import dev.pex.codesign.data.DataSet;
import dev.pex.codesign.data.Evaluation;
import dev.pex.codesign.describe.DescribeOptions;
import dev.pex.codesign.describe.Describer;
import dev.pex.codesign.describe.Description;
import dev.pex.codesign.sound.FrontEnd;
import dev.pex.codesign.sound.FrontEndCode;
import dev.pex.codesign.sound.SoundSettings;
import dev.pex.codesign.state.TrainingState;
import dev.pex.codesign.torch.TorchTrainer;
import dev.pex.compiler.Compilation;
import dev.pex.compiler.ModelName;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.floats.FloatNetwork;
import dev.pex.graph.Graph;
import dev.pex.graph.Macs;
import dev.pex.json.JsonWriter;
import dev.pex.output.AtomicFile;
import dev.pex.output.FileFaults;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetWriter;
import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The files of a network under its new name: {@code NAME.pexnet} in int8, ready for {@code pex:generate}; {@code NAME_float.pexnet}; the
 * Java code that describes it with its weights in {@code NAME.safetensors}; {@code epochs.csv} and {@code result.json}. Of a network
 * that hears, {@code NAME_sound} has the C of its front end.
 */
final class Results {
    private static final int DECIMALS = 4;

    /** Percentage points that a pruned network may lose without a warning. */
    private static final double MOST_LOST = 5;

    private final DataSet data;
    private final Optional<SoundSettings> sound;
    private final Measuring measuring;
    private final boolean tested;
    private final String javaPackage;
    private final Optional<String> named;

    Results(Settings settings, DataSet data, Optional<SoundSettings> sound, Measuring measuring) {
        this.data = data;
        this.sound = sound;
        this.measuring = measuring;
        this.tested = settings.flag("evaluateTest");
        this.javaPackage = settings.text("javaPackage").orElse("nets");
        this.named = settings.text("resultName");
        if (named.isPresent() && !named.get().equals(ModelName.of(named.get()))) {
            throw Settings.fault(
                    "resultName",
                    "'" + named.get() + "' is no name of a model",
                    "give lower case letters, digits and _, such as " + ModelName.of(named.get()));
        }
    }

    /**
     * A network by the name that it ships with.
     *
     * @param pruned whether channels were removed
     */
    FloatNetwork network(TrainingState state, boolean pruned) {
        String name = named.orElseGet(() -> state.graph().name() + (pruned ? "_pruned" : "_trained"));
        return renamed(state.network(), name);
    }

    /**
     * Writes a network; measures it on test data if that is asked for.
     *
     * @param network that of the state, by the name that it ships with
     * @param int8 its int8 form
     * @param whole the network before channels were removed, if they were
     * @throws DiagnosticException when the folder cannot be written
     */
    Outcome write(
            Path folder,
            Finished finished,
            FloatNetwork network,
            Int8Training.Made int8,
            Optional<TrainingState> whole) {
        String name = network.graph().name();
        Graph graph = int8.graph();
        Compilation compilation = int8.measured().compilation();
        Outcome outcome = new Outcome(
                folder,
                name,
                int8.validation(),
                tested
                        ? Optional.of(measuring
                                .of(graph, List.of(data.test()))
                                .evaluations()
                                .get(0))
                        : Optional.empty(),
                compilation.plan().arenaBytes(),
                compilation.report().memory().weightsBytes()
                        + compilation.report().memory().scheduleFlashBytes(),
                Macs.of(graph),
                warnings(name, int8.validation(), whole));
        Pexnet.Notes notes = new Pexnet.Notes("", false, "", 0, data.classes(), "");
        String className = ModelFile.className(name);
        Description described = Describer.describe(
                network, new DescribeOptions(javaPackage, className, name + ".safetensors", data.classes()));
        try {
            AtomicFile.write(folder.resolve(name + ".pexnet"), PexnetWriter.bytes(Pexnet.of(graph, notes)));
            AtomicFile.write(
                    folder.resolve(name + "_float.pexnet"), PexnetWriter.bytes(Pexnet.of(network, Map.of(), notes)));
            AtomicFile.write(folder.resolve(described.javaFile()), bytes(described.javaSource()));
            AtomicFile.write(
                    folder.resolve(described.weightsFile()), described.weights().toArray());
            writeFrontEnd(Outcome.frontEnd(folder, name));
            AtomicFile.write(folder.resolve("epochs.csv"), bytes(finished.log()));
            AtomicFile.write(folder.resolve("result.json"), bytes(json(outcome, int8.real())));
        } catch (IOException e) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.OUTPUT_UNWRITABLE,
                    folder.toString(),
                    "the results cannot be written: " + FileFaults.reason(e),
                    "make room or choose another folder; the checkpoint is kept, and only the end is done again"));
        }
        return outcome;
    }

    private void writeFrontEnd(Path folder) throws IOException {
        if (sound.isPresent()) {
            String name = folder.getFileName().toString();
            for (Map.Entry<String, Bytes> file :
                    FrontEndCode.files(name, new FrontEnd(sound.get())).entrySet()) {
                AtomicFile.write(folder.resolve(file.getKey()), file.getValue().toArray());
            }
        }
    }

    /** The same network with another name. */
    private static FloatNetwork renamed(FloatNetwork network, String name) {
        Graph own = network.graph();
        return new FloatNetwork(
                new Graph(name, own.tensors(), own.operators(), own.inputs(), own.outputs(), own.states()),
                network.weights());
    }

    private List<Diagnostic> warnings(String name, Evaluation own, Optional<TrainingState> whole) {
        if (whole.isEmpty()) {
            return List.of();
        }
        double before = TorchTrainer.evaluate(whole.get(), data.validation()).accuracy();
        double lost = 100 * (before - own.accuracy());
        return lost <= MOST_LOST
                ? List.of()
                : List.of(Diagnostic.warning(
                        Code.ACCURACY_LOST,
                        name,
                        String.format(
                                Locale.ROOT,
                                "it answers %.1f %% of the validation samples right, and the whole network %.1f %%",
                                100 * own.accuracy(),
                                100 * before),
                        "give it more time (pruneEpochs), more bytes, or a resource that is not at its limit"));
    }

    private String json(Outcome outcome, double real) {
        JsonWriter json = new JsonWriter();
        json.beginObject();
        json.put("network", outcome.network());
        json.put("target", measuring.question().tuning().target().id());
        json.put("inputMode", measuring.question().inputMode().id());
        json.put("partialExecution", measuring.question().partialExecution().id());
        json.put("arenaBytes", outcome.arenaBytes());
        json.put("flashBytes", outcome.flashBytes());
        json.put("macs", outcome.macs());
        json.put("validationSamples", outcome.validation().samples());
        json.put("validationAccuracyFloat", decimal(real));
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
