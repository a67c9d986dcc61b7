package dev.pex.study;

import dev.pex.channels.ChannelGroup;
import dev.pex.channels.ChannelGroups;
import dev.pex.codesign.app.Job;
import dev.pex.codesign.app.JobData;
import dev.pex.codesign.app.ModelFile;
import dev.pex.codesign.app.Settings;
import dev.pex.codesign.data.DataReader;
import dev.pex.codesign.data.Samples;
import dev.pex.codesign.data.Split;
import dev.pex.codesign.result.GeneratedCode;
import dev.pex.codesign.state.FirstState;
import dev.pex.codesign.state.TrainingState;
import dev.pex.codesign.torch.TorchTrainer;
import dev.pex.compiler.CompilerOptions;
import dev.pex.floats.FloatNetwork;
import dev.pex.frontend.FloatModel;
import dev.pex.frontend.QuantizedModel;
import dev.pex.frontend.ReadModel;
import dev.pex.graph.Graph;
import dev.pex.graph.Macs;
import dev.pex.host.HostToolchain;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes one row: trains the dense network unless it is there, branches off, and reads the test data once, in the end. */
final class RowRun {
    private final Subject subject;
    private final Row row;
    private final Result.Key key;
    private final Path data;
    private final Path work;
    private final String versions;

    /**
     * A run of a row.
     *
     * @param work a folder for checkpoints and decoded images; rows of one training share theirs
     */
    RowRun(Subject subject, Row row, int fold, int seed, Path data, Path work, String versions) {
        this.subject = subject;
        this.row = row;
        this.key = new Result.Key(subject.id(), row.id(), fold, seed);
        this.data = data;
        this.work = work.resolve(subject.id()).resolve("fold" + fold + "-seed" + seed);
        this.versions = versions;
    }

    /** Trains, and goes on where an earlier run ended, or at the branch where the results have the dense network there. */
    void train(Store store, Function<Path, Clock> clocks) throws IOException {
        Files.createDirectories(work);
        Path dense = work.resolve("dense.safetensors");
        Path kept = store.branch(key);
        if (!Files.exists(dense) && Files.exists(kept)) {
            Files.copy(kept, dense);
        }
        Pexnet.Notes notes = new Pexnet.Notes("", true, "", 0, List.of(), "");
        Files.write(model(), PexnetWriter.bytes(Pexnet.of(subject.network(), Map.of(), notes)));
        if (!Files.exists(work.resolve("dense").resolve("result.json"))) {
            Job.train(settings(Map.of()), clocks.apply(seconds("dense")));
        }
        if (!Files.exists(kept)) {
            Files.createDirectories(Objects.requireNonNull(kept.getParent()));
            Files.copy(dense, kept);
        }
        Job.prune(settings(row.settings(subject)), clocks.apply(seconds(variant())));
    }

    /** Whether the results have all that {@link #measure} would add. */
    boolean isDone(Store store, Optional<Path> second) throws IOException {
        return missing(store, second).isEmpty();
    }

    /**
     * Measures the network that {@link #train} made, and adds it to the results.
     *
     * @param second a folder with the same training data and other test data, whose result has a key of its own
     * @return what was added; not what the results have already, as after a run that ended between two results
     */
    List<Result> measure(Store store, Optional<Path> second) throws IOException {
        Map<String, Path> missing = missing(store, second);
        Path folder = work.resolve(variant());
        Path file = folder.resolve(subject.network().graph().name() + "_pruned.pexnet");
        Graph graph = int8(ModelFile.read(file, Optional.empty()));
        FloatNetwork floats = real(ModelFile.read(
                folder.resolve(subject.network().graph().name() + "_pruned_float.pexnet"), Optional.empty()));
        Samples validation =
                JobData.read(settings(Map.of()), graph, work.resolve("cache")).validation();
        List<Samples> sets = new ArrayList<>(List.of(validation));
        for (Path own : missing.values()) {
            sets.add(JobData.read(settings(of(own)), graph, work.resolve("cache"))
                    .test());
        }
        TrainingState state = FirstState.given(floats);
        GeneratedCode.Measured measured = GeneratedCode.measure(
                graph, CompilerOptions.defaults().withInputMode(row.input()), HostToolchain.defaults(), sets);
        Sizes sizes = Sizes.of(graph);
        int flash = measured.compilation().report().memory().weightsBytes()
                + measured.compilation().report().memory().scheduleFlashBytes();
        Result.Score chosen = new Result.Score(
                validation.size(),
                TorchTrainer.evaluate(state, validation).correct(),
                measured.evaluations().get(0).correct());
        List<Result> results = new ArrayList<>();
        for (Map.Entry<String, Path> test : missing.entrySet()) {
            int set = results.size() + 1;
            Samples samples = sets.get(set);
            Answers real = Answers.of(TorchTrainer.answers(state, samples), samples);
            Answers int8 = Answers.of(measured.answers().get(set), samples);
            Result result = new Result(
                    key(test.getKey()),
                    number("epochs") + number("pruneEpochs"),
                    row.budget(subject),
                    sizes,
                    flash,
                    Macs.of(graph),
                    widths(floats.graph()),
                    chosen,
                    new Result.Score(samples.size(), real.correct(), int8.correct()),
                    Math.round(Clock.seconds(seconds(variant()))),
                    versions);
            byte[] pexnet = test.getKey().equals(subject.id()) ? Files.readAllBytes(file) : new byte[0];
            store.add(result, pexnet, real, int8, groups(settings(of(test.getValue())), graph));
            results.add(result);
        }
        return results;
    }

    /** Names and folders of the test sets whose results are not there. */
    private Map<String, Path> missing(Store store, Optional<Path> second) throws IOException {
        Map<String, Path> missing = new LinkedHashMap<>();
        if (!store.has(key)) {
            missing.put(subject.id(), data);
        }
        String other = Subject.second(subject.id());
        if (second.isPresent() && !store.has(key(other))) {
            missing.put(other, second.get());
        }
        return missing;
    }

    private Result.Key key(String network) {
        return new Result.Key(network, key.row(), key.fold(), key.seed());
    }

    private static Map<String, String> of(Path data) {
        return Map.of("data", data.toString());
    }

    private static String widths(Graph graph) {
        return ChannelGroups.of(graph).stream()
                .map(ChannelGroup::width)
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }

    /**
     * Writes the network of the results as C with some test samples ({@link VectorFiles}).
     *
     * @return how many of the samples are right; those that the results have as right
     * @throws IOException when the C answers a sample otherwise than the results say
     */
    int vectors(Store store, int count, Path output) throws IOException {
        byte[] pexnet = Files.readAllBytes(store.network(key));
        // Its name is that of its file.
        Path file = Files.write(
                Files.createDirectories(output)
                        .resolve(subject.network().graph().name() + ".pexnet"),
                pexnet);
        Graph graph = int8(ModelFile.read(file, Optional.empty()));
        Samples test =
                JobData.read(settings(Map.of()), graph, work.resolve("cache")).test();
        Answers answers = store.answers(store.result(key), "int8");
        int right = 0;
        for (VectorFiles.Answered answered : VectorFiles.write(output, graph, pexnet, row.input(), test, count)) {
            boolean isRight = answered.best() == test.label(answered.index());
            if (isRight != answers.right().get(answered.index())) {
                throw new IOException("sample " + answered.index() + " is not answered as the results say");
            }
            right += isRight ? 1 : 0;
        }
        return right;
    }

    private String variant() {
        return row.settings(subject).getOrDefault("variant", row.id());
    }

    private Path model() {
        return work.resolve(subject.network().graph().name() + ".pexnet");
    }

    private Path seconds(String name) {
        return work.resolve(name + ".seconds");
    }

    private int number(String setting) {
        return Integer.parseInt(subject.settings().getOrDefault(setting, "0"));
    }

    private Settings settings(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(subject.settings());
        all.put("model", model().toString());
        all.put("data", data.toString());
        all.put("output", work.toString());
        all.put("folds", String.valueOf(subject.folds()));
        all.put("fold", String.valueOf(key.fold()));
        all.put("seed", String.valueOf(key.seed()));
        all.putAll(more);
        return new Settings(all);
    }

    /** The number of the group of each test sample, in the order in which groups come. */
    private List<Integer> groups(Settings settings, Graph graph) {
        if (subject.group().isEmpty()) {
            return List.of();
        }
        Pattern pattern = Pattern.compile(subject.group().get());
        Map<String, Integer> numbers = new HashMap<>();
        return DataReader.files(
                        settings.path("data"), JobData.options(settings, graph, work.resolve("cache")), Split.TEST)
                .stream()
                .map(name -> {
                    Matcher matcher = pattern.matcher(name.substring(name.lastIndexOf('/') + 1));
                    return matcher.find() ? matcher.group() : name;
                })
                .map(group -> numbers.computeIfAbsent(group, own -> numbers.size()))
                .toList();
    }

    private static Graph int8(ReadModel model) {
        if (model instanceof QuantizedModel quantized) {
            return quantized.graph();
        }
        throw new IllegalStateException("the result is not quantised");
    }

    private static FloatNetwork real(ReadModel model) {
        if (model instanceof FloatModel real) {
            return real.network();
        }
        throw new IllegalStateException("the result is quantised");
    }
}
