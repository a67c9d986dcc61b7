package dev.pex.maven;

import dev.pex.compiler.Compilation;
import dev.pex.compiler.CompilerOptions;
import dev.pex.compiler.ModelSource;
import dev.pex.compiler.PexCompiler;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.kernel.Target;
import dev.pex.maven.batch.Batch;
import dev.pex.maven.batch.ByteSizes;
import dev.pex.maven.batch.Choices;
import dev.pex.maven.batch.ModelRequest;
import dev.pex.maven.batch.ModelSelection;
import dev.pex.maven.batch.Outcome;
import dev.pex.maven.batch.OutputClaims;
import dev.pex.maven.batch.StillWorking;
import dev.pex.maven.batch.Summary;
import dev.pex.maven.described.Described;
import dev.pex.output.Fingerprint;
import dev.pex.output.OutputFolder;
import dev.pex.quantize.QuantizationOptions;
import dev.pex.quantize.QuantizationText;
import dev.pex.report.Figures;
import dev.pex.tensor.Bytes;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.jspecify.annotations.Nullable;

/** What the goals have in common: which models, where to, and how faults are told. */
abstract class AbstractPexMojo extends AbstractMojo {
    private static final int PROGRESS_SECONDS = 5;

    private static final String MODEL = "pex.model";
    private static final String MODELS = "pex.models";
    private static final String OUTPUT = "pex.outputDirectory";
    private static final String TARGET = "pex.target";
    private static final String CALIBRATION = "pex.calibration";
    private static final String LABELS = "pex.labels";
    private static final String CLAIMS = "dev.pex.claims";
    private static final String TOLD = "dev.pex.told";
    private static final String INVENTORIES = "dev.pex.inventories";
    private static final String CONTENT = "dev.pex.content";

    /** One model file. */
    @Parameter(property = MODEL)
    private @Nullable File model;

    /** A folder: all {@code .tflite} and {@code .pexnet} files directly in it. */
    @Parameter(property = MODELS)
    private @Nullable File modelsDirectory;

    /**
     * Several models: each {@code <model>} is a file, or has {@code <file>} and {@code <name>}, or the {@code <name>} of
     * a model in Java; with {@code <labels>} it has its own file of labels. When no model is named anywhere, all model files in {@code src/main/pex} are taken, and all
     * models in Java.
     */
    @Parameter
    private @Nullable List<Model> models;

    /**
     * The folder that gets one folder for each model. In a project it is {@code generated-sources/pex}
     * (generate) or {@code pex} (analyze) in the build folder, otherwise {@code pex-out}.
     */
    @Parameter(property = OUTPUT)
    private @Nullable File outputDirectory;

    /** The core that code is made for; without one it is what the description of a model in Java says, or {@code generic}. */
    @Parameter(property = TARGET)
    private @Nullable String target;

    /**
     * What the code should save: flash ({@code size}), instructions ({@code speed}), or instructions where it
     * costs flash that is worth it ({@code balanced}).
     */
    @Parameter(property = "pex.optimize", defaultValue = "balanced")
    private String optimize = "balanced";

    /**
     * Types of the network's inputs and outputs: {@code model}, as the file has them, or {@code int8},
     * which drops QUANTIZE and DEQUANTIZE at the network's edges.
     */
    @Parameter(property = "pex.io", defaultValue = "model")
    private String io = "model";

    /**
     * Whether the network's inputs lie in the arena before an inference ({@code resident}) or the firmware
     * hands them over row by row while it runs ({@code streamed}).
     */
    @Parameter(property = "pex.inputMode", defaultValue = "resident")
    private String inputMode = "resident";

    /**
     * What may be cut into parts to make the arena small: {@code all}, {@code channels} (whole maps only),
     * or {@code none}.
     */
    @Parameter(property = "pex.partialExecution", defaultValue = "all")
    private String partialExecution = "all";

    /**
     * The most bytes that the arena may take, such as {@code 65536}, {@code 64kB} (1000 bytes each) or
     * {@code 64KiB} (1024 bytes each). The build fails when a model needs more.
     */
    @Parameter(property = "pex.arenaBudget")
    private @Nullable String arenaBudget;

    /**
     * A folder of samples of what the network is going to see: arrays, images or sounds. With it, models that are not
     * quantised become int8; a folder in it with a model's name is for that model alone.
     */
    @Parameter(property = CALIBRATION)
    private @Nullable File calibration;

    /**
     * How the ranges of activations follow from the samples: {@code min-max}, {@code percentile-99.99} (any number above
     * 50), or {@code mean-square-error}.
     */
    @Parameter(property = "pex.calibrationMethod", defaultValue = "min-max")
    private String calibrationMethod = "min-max";

    /** Whether the channels of neighbouring layers are rescaled before quantisation, so that their weights are alike in size. */
    @Parameter(property = "pex.equalize", defaultValue = "false")
    private boolean equalize;

    /**
     * A text file in UTF-8 with names of the classes that the first output tells apart, one in a line. It counts for every
     * model that has no {@code <labels>}, also for such in Java that have labels of their own.
     */
    @Parameter(property = LABELS)
    private @Nullable File labels;

    /** Do nothing. */
    @Parameter(property = "pex.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    private MavenSession session;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    private MavenProject project;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    private MojoExecution mojoExecution;

    private final BuildPluginManager plugins;
    private final ProjectDependenciesResolver resolver;

    /** Of the files that models in Java became: the folders that paths in their descriptions count from. */
    private final Map<Path, Path> roots = new HashMap<>();

    AbstractPexMojo(BuildPluginManager plugins, ProjectDependenciesResolver resolver) {
        this.plugins = plugins;
        this.resolver = resolver;
    }

    /** Handles the models that the user asked for; there is at least one. */
    abstract void handle(List<ModelRequest> requests, boolean folderRun)
            throws MojoExecutionException, MojoFailureException;

    /** Is told what the POM, and not the command line, asks for; perhaps nothing. Comes before {@link #handle}. */
    void prepare(List<ModelRequest> requests, boolean folderRun) {}

    /** The folder for results below the build folder. */
    abstract String folderInBuild();

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("skipped, as pex.skip says");
            return;
        }
        try {
            start(new ModuleVisits(session, mojoExecution, plugins, getLog()));
        } catch (DiagnosticException e) {
            e.diagnostics().forEach(this::tell);
            throw new MojoFailureException("Pex stopped (" + codes(e.diagnostics()) + ")");
        }
    }

    private void start(ModuleVisits visits) throws MojoExecutionException, MojoFailureException {
        visits.rememberBound(project);
        SortedMap<String, Diagnostic> hidden =
                ConfigurationWarnings.hiddenParameters(mojoExecution, session.getUserProperties(), project);
        ModelSelection selection = selection(hidden.keySet());
        if (visits.areDue() && !isTyped(hidden.keySet())) {
            visitModules(visits, selection);
            return;
        }
        hidden.values().forEach(this::tell);
        tellUnknownParameters();
        if (visits.isCalled(project)) {
            visits.unseenExecutions(project).forEach(this::tell);
        }
        List<ModelRequest> requests = new ArrayList<>(selection.requests());
        if (Locations.isReal(project) && !isTyped(hidden.keySet())) {
            requests.addAll(modelsInJava());
        }
        boolean isCalled = visits.isCalled(project) && !visits.isVisited(project);
        if (requests.isEmpty() && isCalled) {
            throw new DiagnosticException(selection.nothingFound());
        }
        if (Locations.isReal(project) && !isTyped(hidden.keySet())) {
            prepare(requests, selection.isFolderRun());
        }
        if (!requests.isEmpty()) {
            handle(requests, selection.isFolderRun());
        } else {
            getLog().info("no models, neither files in src/main/pex nor in Java (src/main/pex/java, dependencies, and"
                    + " from the phase compile on the project's own classes)");
        }
    }

    /** Each once in a build, however many executions share the configuration. */
    private void tellUnknownParameters() {
        Set<String> told = context(TOLD, ConcurrentHashMap::newKeySet);
        UnknownParameters unknown = new UnknownParameters(descriptor());
        unknown.onCommandLine(session.getUserProperties()).stream()
                .filter(each -> told.add(each.where()))
                .forEach(this::tell);
        unknown
                .inPom(PomConfiguration.of(
                        PomConfiguration.known(project, descriptor().getPluginLookupKey()),
                        mojoExecution.getExecutionId()))
                .stream()
                .filter(each -> told.add(project.getId() + " " + each.where()))
                .forEach(this::tell);
    }

    private static void visitModules(ModuleVisits visits, ModelSelection selection)
            throws MojoExecutionException, MojoFailureException {
        List<MavenProject> modules = visits.modules();
        if (modules.isEmpty()) {
            throw new DiagnosticException(selection.nothingFound());
        }
        visits.visit(modules);
    }

    /** What the command line names counts alone; otherwise all that the POM names. */
    private ModelSelection selection(Set<String> hidden) {
        Optional<Path> single = userPath(model, MODEL);
        Optional<Path> folder = userPath(modelsDirectory, MODELS);
        Optional<Path> standard = Locations.standardModelsOf(project);
        boolean singleNamed = isNamed(MODEL, hidden);
        boolean folderNamed = isNamed(MODELS, hidden);
        if (singleNamed || folderNamed) {
            return new ModelSelection(
                    singleNamed ? single : Optional.empty(),
                    folderNamed ? folder : Optional.empty(),
                    List.of(),
                    standard);
        }
        List<ModelRequest> listed = models == null
                ? List.of()
                : models.stream()
                        .filter(each -> each.described().isEmpty())
                        .map(Model::toRequest)
                        .toList();
        boolean onlyInJava = models != null && !models.isEmpty() && listed.isEmpty();
        return new ModelSelection(single, folder, listed, onlyInJava ? Optional.empty() : standard);
    }

    /** Those that the POM names, or all when it names no model of any kind. */
    private List<ModelRequest> modelsInJava() {
        boolean isNamed = model != null || modelsDirectory != null || models != null;
        List<String> names = models == null
                ? List.of()
                : models.stream().flatMap(each -> each.described().stream()).toList();
        if (isNamed && names.isEmpty()) {
            return List.of();
        }
        ProjectClassPath classPath = new ProjectClassPath(project, session, resolver);
        List<Described> all = JavaModels.of(
                project, classPath.places(mojoExecution, this::tell), descriptor(), pluginContent(), getLog());
        List<Described> wanted = isNamed ? JavaModels.named(all, names) : all;
        wanted.forEach(each -> roots.put(each.request().file(), each.root()));
        return wanted.stream().map(Described::request).toList();
    }

    /** Whether the command line says which models are meant. */
    private boolean isTyped(Set<String> hidden) {
        return isNamed(MODEL, hidden) || isNamed(MODELS, hidden);
    }

    private boolean isNamed(String property, Set<String> hidden) {
        return session.getUserProperties().containsKey(property) && !hidden.contains(property);
    }

    final Path outputFolder() {
        return userPath(outputDirectory, OUTPUT).orElseGet(() -> Locations.output(project, folderInBuild(), started()));
    }

    /** What a parameter with the name of a file or folder stands for. */
    final Optional<Path> userPath(@Nullable File injected, String property) {
        Path module = Locations.isReal(project) ? UserPaths.path(project.getBasedir()) : started();
        return new UserPaths(started(), module, session.getUserProperties()).of(injected, property);
    }

    final Path started() {
        return UserPaths.path(new File(session.getSystemProperties().getProperty("user.dir")));
    }

    /** What the user chose; a value that makes no sense is a fault of the user. */
    final CompilerOptions options() {
        CompilerOptions options = CompilerOptions.defaults()
                .withTarget(Choices.target(TARGET, target == null ? Target.GENERIC.id() : target))
                .withOptimize(Choices.optimize(optimize))
                .withIo(Choices.io(io))
                .withInputMode(Choices.inputMode(inputMode))
                .withPartialExecution(Choices.partialExecution(partialExecution));
        return arenaBudget == null ? options : options.withArenaBudget(ByteSizes.parse(arenaBudget, "pex.arenaBudget"));
    }

    /** The model that a request names, with what it is quantised by, and what is chosen for it. */
    final Task task(ModelRequest request) {
        Path module = Locations.isReal(project) ? UserPaths.path(project.getBasedir()) : started();
        Map<String, Path> labelFiles = new HashMap<>();
        if (models != null) {
            models.forEach(each -> each.labels().ifPresent(file -> labelFiles.put(each.modelName(), file)));
        }
        return new Tasks(
                        options(),
                        target != null,
                        userPath(calibration, CALIBRATION),
                        QuantizationOptions.defaults()
                                .withRanges(Choices.rangeMethod(calibrationMethod))
                                .withEqualize(equalize),
                        userPath(labels, LABELS),
                        labelFiles,
                        roots,
                        module)
                .of(request);
    }

    final Compilation compile(ModelSource source, CompilerOptions options) {
        return logged(source, PexCompiler.compile(source, options));
    }

    final Compilation analyze(ModelSource source, CompilerOptions options) {
        return logged(source, PexCompiler.analyze(source, options));
    }

    /** Says what quantisation cost, if there was one. */
    private Compilation logged(ModelSource source, Compilation compilation) {
        compilation
                .quantization()
                .ifPresent(report -> getLog().info(source.location() + ": " + QuantizationText.summary(report)));
        return compilation;
    }

    /** The folder of one model, which no other model of this build may have. */
    final OutputFolder folderOf(ModelRequest request, Task task) {
        Path folder = outputFolder().resolve(request.name());
        claim(folder, request, task.choices(), "outputDirectory");
        return new OutputFolder(folder);
    }

    /**
     * Reserves a place for a model.
     *
     * @param choices all that the user of the build chose of what is written, by parameter
     * @param parameter what an execution can give another value to have another place
     * @throws DiagnosticException when another model of this build has it, or the same one with other choices
     */
    final void claim(Path place, ModelRequest request, SortedMap<String, String> choices, String parameter) {
        context(CLAIMS, OutputClaims::new).claim(place, request, choices, parameter);
    }

    /** The code that compiles, as it lies in the plugin's jars. */
    final Fingerprint pluginContent() {
        return context(CONTENT, () -> PluginContent.of(descriptor()));
    }

    /** A value that all goals of one build share. */
    @SuppressWarnings("unchecked")
    private <T> T context(String key, Supplier<T> make) {
        return (T) session.getPluginContext(descriptor(), session.getTopLevelProject())
                .computeIfAbsent(key, absent -> make.get());
    }

    private PluginDescriptor descriptor() {
        return mojoExecution.getMojoDescriptor().getPluginDescriptor();
    }

    /** Does the same with each model, tells how it went, and fails at the end when one failed. */
    final void handleAll(List<ModelRequest> requests, boolean folderRun, Batch.Action action)
            throws MojoExecutionException, MojoFailureException {
        options();
        List<Outcome> outcomes = Batch.run(requests, request -> watched(request, action), this::tell);
        if (hasSummary(requests, folderRun)) {
            Summary.table(outcomes).forEach(getLog()::info);
            new OutputFolder(outputFolder()).add(textFile(Summary.FILE, Summary.json(outcomes)));
        }
        Optional<RuntimeException> fault =
                outcomes.stream().flatMap(o -> o.fault().stream()).findFirst();
        if (fault.isPresent()) {
            throw new MojoExecutionException("Pex itself failed, please report this: " + fault.get(), fault.get());
        }
        List<Outcome> failed = outcomes.stream().filter(o -> !o.isOk()).toList();
        if (!failed.isEmpty()) {
            String count = outcomes.size() == 1 ? "" : failed.size() + " of " + outcomes.size() + " models failed: ";
            throw new MojoFailureException(
                    failed.stream().map(AbstractPexMojo::shortly).collect(Collectors.joining(", ", count, "")));
        }
    }

    private Figures watched(ModelRequest request, Batch.Action action) {
        StillWorking watch = StillWorking.on(request.fileName(), PROGRESS_SECONDS, line -> getLog().info(line));
        try {
            return action.apply(request);
        } finally {
            watch.stop();
        }
    }

    /** Whether a run over these models ends with a summary. */
    static boolean hasSummary(List<ModelRequest> requests, boolean folderRun) {
        return folderRun || requests.size() > 1;
    }

    /**
     * Removes what this execution has made, and no longer makes, in a folder.
     *
     * @param folderOf where files of a model are
     */
    final void removeStale(Path root, Collection<String> now, Function<String, OutputFolder> folderOf) {
        synchronized (context(INVENTORIES, Object::new)) {
            StaleOutputs.of(root, project, mojoExecution).remove(now, folderOf, getLog());
        }
    }

    final MavenProject project() {
        return project;
    }

    private static String shortly(Outcome outcome) {
        return outcome.request().fileName() + " (" + codes(outcome.diagnostics()) + ")";
    }

    private static String codes(List<Diagnostic> diagnostics) {
        return diagnostics.stream()
                .filter(d -> d.severity() == Diagnostic.Severity.ERROR)
                .map(d -> d.code().id())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    static SortedMap<String, Bytes> textFile(String name, String content) {
        SortedMap<String, Bytes> files = new TreeMap<>();
        files.put(name, Bytes.copyOf(content.getBytes(StandardCharsets.UTF_8)));
        return files;
    }

    private void tell(Outcome outcome) {
        outcome.diagnostics().forEach(this::tell);
        outcome.fault().ifPresent(fault -> getLog().error(outcome.request().fileName() + ": " + fault));
    }

    final void tell(Diagnostic diagnostic) {
        if (diagnostic.severity() == Diagnostic.Severity.ERROR) {
            getLog().error(diagnostic.toString());
        } else {
            getLog().warn(diagnostic.toString());
        }
    }
}
