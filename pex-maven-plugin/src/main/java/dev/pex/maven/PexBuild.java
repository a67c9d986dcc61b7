package dev.pex.maven;

import dev.pex.compiler.Compilation;
import dev.pex.compiler.CompilerOptions;
import dev.pex.compiler.ModelSource;
import dev.pex.compiler.PexCompiler;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.maven.batch.Batch;
import dev.pex.maven.batch.ModelRequest;
import dev.pex.maven.batch.Outcome;
import dev.pex.maven.batch.StillWorking;
import dev.pex.maven.batch.Summary;
import dev.pex.maven.described.Described;
import dev.pex.output.OutputFolder;
import dev.pex.quantize.QuantizationText;
import dev.pex.report.Figures;
import dev.pex.tensor.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.maven.plugin.logging.Log;

/** One run of a goal. */
final class PexBuild {
    private static final int PROGRESS_SECONDS = 5;

    private final Request request;
    private final Surroundings surroundings;
    private final Console console;

    /** The folders that relative paths in descriptions start from, by the file that a model in Java became. */
    private final Map<Path, Path> roots = new HashMap<>();

    PexBuild(Request request, Surroundings surroundings) {
        this.request = request;
        this.surroundings = surroundings;
        this.console = new Console(surroundings.log());
    }

    /**
     * Finds the models and gives them to a goal.
     *
     * @throws DiagnosticException when no model is found where one is needed, or the request is wrong
     * @throws BuildFailure when a model fails
     */
    void run(Goal goal) throws BuildFailure {
        ModelChoice models = request.models();
        boolean folderRun = models.files().isFolderRun();
        boolean ofProject = surroundings.hasProject() && !models.typed();
        List<ModelRequest> requests = new ArrayList<>(models.files().requests());
        if (ofProject) {
            requests.addAll(modelsInJava());
        }
        if (requests.isEmpty() && surroundings.needsModels()) {
            throw new DiagnosticException(models.files().nothingFound());
        }
        if (ofProject) {
            goal.prepare(this, requests, folderRun);
        }
        if (requests.isEmpty()) {
            log().info("no models, neither files in src/main/pex nor in Java (src/main/pex/java, dependencies, and"
                    + " from the phase compile on the project's own classes)");
        } else {
            goal.handle(this, requests, folderRun);
        }
    }

    private List<ModelRequest> modelsInJava() {
        Optional<List<String>> names = request.models().inJava();
        if (names.isPresent() && names.get().isEmpty()) {
            return List.of();
        }
        List<Described> all = surroundings.modelsInJava();
        List<Described> wanted = names.isPresent() ? JavaModels.named(all, names.get()) : all;
        wanted.forEach(each -> roots.put(each.request().file(), each.root()));
        return wanted.stream().map(Described::request).toList();
    }

    /**
     * Does the same with each model, prints how it went, and fails at the end when a model failed.
     *
     * @param folderRun whether the user asks for a whole folder
     */
    void handleAll(List<ModelRequest> requests, boolean folderRun, Batch.Action action) throws BuildFailure {
        // A wrong option fails the build once, not each model.
        request.compiler().options();
        List<Outcome> outcomes = Batch.run(requests, each -> watched(each, action), this::tell);
        if (hasSummary(requests, folderRun)) {
            Summary.table(outcomes).forEach(log()::info);
            new OutputFolder(request.outputFolder()).add(textFile(Summary.FILE, Summary.json(outcomes)));
        }
        Optional<RuntimeException> fault =
                outcomes.stream().flatMap(o -> o.fault().stream()).findFirst();
        if (fault.isPresent()) {
            throw new BuildFailure(fault.get());
        }
        List<Outcome> failed = outcomes.stream().filter(o -> !o.isOk()).toList();
        if (!failed.isEmpty()) {
            String count = outcomes.size() == 1 ? "" : failed.size() + " of " + outcomes.size() + " models failed: ";
            throw new BuildFailure(failed.stream().map(PexBuild::shortly).collect(Collectors.joining(", ", count, "")));
        }
    }

    private Figures watched(ModelRequest model, Batch.Action action) {
        StillWorking watch = StillWorking.on(model.fileName(), PROGRESS_SECONDS, line -> log().info(line));
        try {
            return action.apply(model);
        } finally {
            watch.stop();
        }
    }

    private void tell(Outcome outcome) {
        outcome.diagnostics().forEach(console::tell);
        outcome.fault().ifPresent(fault -> log().error(outcome.request().fileName() + ": " + fault));
    }

    private static String shortly(Outcome outcome) {
        return outcome.request().fileName() + " (" + Console.codes(outcome.diagnostics()) + ")";
    }

    /** Whether a run over these models ends with a summary. */
    static boolean hasSummary(List<ModelRequest> requests, boolean folderRun) {
        return folderRun || requests.size() > 1;
    }

    /** A file of text, by its name. */
    static SortedMap<String, Bytes> textFile(String name, String content) {
        SortedMap<String, Bytes> files = new TreeMap<>();
        files.put(name, Bytes.copyOf(content.getBytes(StandardCharsets.UTF_8)));
        return files;
    }

    /** A model with its content and its options. */
    Task task(ModelRequest model) {
        return new Tasks(request, roots).of(model);
    }

    Compilation compile(ModelSource source, CompilerOptions options) {
        return logged(source, PexCompiler.compile(source, options));
    }

    Compilation analyze(ModelSource source, CompilerOptions options) {
        return logged(source, PexCompiler.analyze(source, options));
    }

    /** Prints how the model was quantised, if it was. */
    private Compilation logged(ModelSource source, Compilation compilation) {
        compilation
                .quantization()
                .ifPresent(report -> log().info(source.location() + ": " + QuantizationText.summary(report)));
        return compilation;
    }

    /** The folder of one model, which no other model of this build may have. */
    OutputFolder folderOf(ModelRequest model, Task task) {
        Path folder = outputFolder().resolve(model.name());
        surroundings.claims().claim(folder, model, task.choices(), "outputDirectory");
        return new OutputFolder(folder);
    }

    Path outputFolder() {
        return request.outputFolder();
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Log log() {
        return surroundings.log();
    }
}
