package dev.pex.codesign.app;

import dev.pex.codesign.course.Course;
import dev.pex.codesign.course.Finished;
import dev.pex.codesign.course.Progress;
import dev.pex.codesign.course.Setup;
import dev.pex.codesign.data.DataSet;
import dev.pex.codesign.prune.NetworkOracle;
import dev.pex.codesign.prune.PruningPlan;
import dev.pex.codesign.recipe.Recipe;
import dev.pex.codesign.result.Int8Networks;
import dev.pex.codesign.state.FirstState;
import dev.pex.codesign.state.TrainingState;
import dev.pex.codesign.vary.Variation;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.floats.FloatNetwork;
import dev.pex.host.HostToolchain;
import dev.pex.tensor.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Trains and prunes one network, as its settings say. Everything goes into one folder: {@code dense.safetensors} and {@code
 * pruned.safetensors} are checkpoints, {@code dense} and {@code pruned} have the results; the setting {@code variant} is another
 * word for {@code pruned}. {@code rounding.safetensors} in a folder of results is the checkpoint of a training with rounded values.
 */
public final class Job {
    /** Samples for scales that only have to be of a reasonable size. */
    private static final int FEW = 4;

    private static final String DENSE = "dense";

    private final Path folder;
    private final String variant;
    private final JobRecipe recipe;
    private final boolean given;
    private final Int8Training int8;
    private final Results results;
    private final FloatNetwork network;
    private final DataSet data;
    private final Bytes digest;
    private final Progress progress;
    private final int until;

    private Job(Settings settings, Progress progress) {
        this.folder = settings.path("output");
        this.progress = progress;
        this.recipe = JobRecipe.of(settings);
        this.variant = settings.text("variant").orElse("pruned");
        if (!variant.matches("[A-Za-z0-9_-]+") || variant.equals(DENSE)) {
            throw Settings.fault(
                    "variant", "it is '" + variant + "'", "give letters, digits, _ and -, such as quarter");
        }
        this.given = settings.choice("weights", "random", new String[] {"random", "given"}, name -> name)
                .equals("given");
        this.network = varied(settings, ModelFile.floatNetwork(settings.path("model"), settings.text("name")));
        Path cache = settings.text("cache").map(Path::of).orElse(folder.resolve("cache"));
        this.data = JobData.read(settings, network.graph(), cache);
        this.until = settings.whole("until", recipe.recipe().epochs());
        Measuring measuring = new Measuring(recipe.question(), HostToolchain.defaults());
        this.int8 = new Int8Training(settings, data, measuring, recipe.recipe(), until);
        this.results = new Results(settings, data, JobData.sound(settings, network.graph()), measuring);
        settings.requireAllRead();
        this.digest = JobData.digest(settings, data, network.graph());
    }

    /** A job whose settings are sound; all that are wrong are said together, with what is wrong with the model or the data. */
    private static Job of(Settings given, Progress progress) {
        Settings settings = given.collecting();
        try {
            return new Job(settings, progress);
        } catch (DiagnosticException e) {
            throw settings.with(e);
        }
    }

    /**
     * Trains the whole network.
     *
     * @param settings docs/CODESIGN.md describes them
     * @return what came out
     */
    public static Outcome train(Settings settings, Progress progress) {
        Job job = of(settings, progress);
        return FolderLock.holding(job.folder, () -> job.finish(DENSE, job.dense(), Optional.empty()));
    }

    /** Prunes the network that {@link #train} made with the same settings, with that network as the teacher. */
    public static Outcome prune(Settings settings, Progress progress) {
        Job job = of(settings, progress);
        PruningPlan plan = job.recipe.pruning();
        Recipe fine = job.recipe.withPruning();
        if (!Files.exists(job.checkpoint(DENSE))) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.CHECKPOINT,
                    job.checkpoint(DENSE).toString(),
                    "there is no trained network to prune",
                    "train it first, with the goal train and the same settings"));
        }
        return FolderLock.holding(job.folder, () -> job.pruned(plan, fine));
    }

    /**
     * Trains, and prunes where there is a budget; the setting {@code until} ends the training after some of its epochs, and a
     * later call goes on from there.
     */
    public static Outcome trial(Settings settings, Progress progress) {
        Job job = of(settings, progress);
        boolean prunes = job.recipe.budget().isPresent()
                && job.until == job.recipe.recipe().epochs();
        return FolderLock.holding(
                job.folder,
                () -> prunes
                        ? job.pruned(job.recipe.pruning(), job.recipe.withPruning())
                        : job.finish(DENSE, job.dense(), Optional.empty()));
    }

    /**
     * Reads everything that a job reads before it trains.
     *
     * @throws DiagnosticException when a setting, the model or the data set is at fault
     */
    static void rehearse(Settings settings) {
        of(settings, Progress.NONE);
    }

    /** The network in the form that the settings ask for. */
    private FloatNetwork varied(Settings settings, FloatNetwork whole) {
        Variation variation = JobVariation.of(settings);
        if (given && !variation.equals(Variation.NONE)) {
            throw Settings.fault(
                    "weights",
                    "it is given, and a network of another width, resolution or depth has no use for them",
                    "train it with random weights, or leave width, resolution and depth out");
        }
        return variation.of(whole);
    }

    private Outcome pruned(PruningPlan plan, Recipe fine) {
        Finished dense = dense();
        NetworkOracle oracle = NetworkOracle.of(
                network, Int8Networks.inputs(network.graph(), data.training(), FEW), recipe.question(), plan.growth());
        Setup setup = new Setup(
                dense.state(),
                data.training(),
                data.validation(),
                digest,
                fine,
                Optional.of(new Setup.Pruning(plan, oracle)),
                Optional.of(dense.state()));
        Finished pruned = Course.run(setup, Optional.of(checkpoint(variant)), progress);
        return finish(variant, pruned, Optional.of(dense.state()));
    }

    /** Makes the int8 form of a network and writes all results. */
    private Outcome finish(String name, Finished finished, Optional<TrainingState> whole) {
        FloatNetwork real = results.network(finished.state(), whole.isPresent());
        Path own = folder.resolve(name);
        Int8Training.Made made = int8.of(real, finished.state(), digest, own.resolve("rounding.safetensors"), progress);
        return results.write(own, finished, real, made, whole);
    }

    /** The whole network after its training, which goes on where it was interrupted. */
    private Finished dense() {
        Recipe whole = recipe.recipe();
        TrainingState start = given ? FirstState.given(network) : FirstState.random(network, whole.seed());
        Setup setup =
                new Setup(start, data.training(), data.validation(), digest, whole, Optional.empty(), Optional.empty());
        return Course.run(setup, Optional.of(checkpoint(DENSE)), progress, until);
    }

    private Path checkpoint(String name) {
        return folder.resolve(name + ".safetensors");
    }
}
