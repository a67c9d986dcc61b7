package dev.pex.maven;

import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.maven.batch.ModelRequest;
import dev.pex.maven.batch.ModelSelection;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.jspecify.annotations.Nullable;

/** The parameters that all goals have. Maven fills them; they become a {@link Request}, which a {@link PexBuild} runs. */
abstract class AbstractPexMojo extends AbstractMojo {
    private static final String MODEL = "pex.model";
    private static final String MODELS = "pex.models";
    private static final String OUTPUT = "pex.outputDirectory";
    private static final String TARGET = CompilerChoice.TARGET;
    private static final String CALIBRATION = "pex.calibration";
    private static final String LABELS = "pex.labels";

    /** One model file. */
    @Parameter(property = MODEL)
    private @Nullable File model;

    /** A folder: all {@code .tflite} and {@code .pexnet} files directly in it. */
    @Parameter(property = MODELS)
    private @Nullable File modelsDirectory;

    /**
     * Several models: each {@code <model>} is a file, or has {@code <file>} and {@code <name>}, or the {@code <name>} of
     * a model in Java; {@code <labels>} gives it a file of labels of its own. When no model is named anywhere, all model files
     * in {@code src/main/pex} and all models in Java are compiled.
     */
    @Parameter
    private @Nullable List<Model> models;

    /**
     * The folder that gets one folder for each model. In a project it is {@code generated-sources/pex}
     * (generate) or {@code pex} (analyze) in the build folder, otherwise {@code pex-out}.
     */
    @Parameter(property = OUTPUT)
    private @Nullable File outputDirectory;

    /** The core that code is generated for; by default the target of a model in Java, or {@code generic}. */
    @Parameter(property = TARGET)
    private @Nullable String target;

    /**
     * What the code saves: flash ({@code size}), instructions ({@code speed}), or instructions where they are worth the
     * additional flash ({@code balanced}).
     */
    @Parameter(property = "pex.optimize", defaultValue = "balanced")
    private String optimize = "balanced";

    /**
     * Types of the network's inputs and outputs: {@code model}, as in the file, or {@code int8}, which removes QUANTIZE and
     * DEQUANTIZE at the network's edges.
     */
    @Parameter(property = "pex.io", defaultValue = "model")
    private String io = "model";

    /**
     * Whether the network's inputs lie in the arena before an inference ({@code resident}) or the firmware passes them row by
     * row while it runs ({@code streamed}).
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
     * A folder of typical inputs: arrays, images or sounds. With it, float networks are quantised to int8. A subfolder with a
     * model's name is for that model alone.
     */
    @Parameter(property = CALIBRATION)
    private @Nullable File calibration;

    /**
     * How the ranges of activations follow from the samples: {@code min-max}, {@code percentile-99.99} (any number above
     * 50), or {@code mean-square-error}.
     */
    @Parameter(property = "pex.calibrationMethod", defaultValue = "min-max")
    private String calibrationMethod = "min-max";

    /** Whether channels of neighbouring layers are rescaled before quantisation, so that their weights have similar ranges. */
    @Parameter(property = "pex.equalize", defaultValue = "false")
    private boolean equalize;

    /**
     * A text file in UTF-8 with the labels of the first output's classes, one per line. It applies to every model without
     * {@code <labels>}, and replaces the labels of a model in Java.
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

    AbstractPexMojo(BuildPluginManager plugins, ProjectDependenciesResolver resolver) {
        this.plugins = plugins;
        this.resolver = resolver;
    }

    /** What the goal does with models, with its own parameters. */
    abstract Goal goal();

    /** The folder for results below the build folder. */
    abstract String folderInBuild();

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("skipped because pex.skip is set");
            return;
        }
        ModuleVisits visits = new ModuleVisits(session, mojoExecution, plugins, getLog());
        Console console = new Console(getLog());
        try {
            start(visits, console);
        } catch (DiagnosticException e) {
            e.diagnostics().forEach(console::tell);
            throw new MojoFailureException("Pex stopped (" + Console.codes(e.diagnostics()) + ")");
        } catch (BuildFailure e) {
            e.rethrow();
        }
    }

    private void start(ModuleVisits visits, Console console)
            throws MojoExecutionException, MojoFailureException, BuildFailure {
        visits.rememberBound(project);
        SortedMap<String, Diagnostic> hidden =
                ConfigurationWarnings.hiddenParameters(mojoExecution, session.getUserProperties(), project);
        Request request = request(hidden.keySet());
        if (visits.areDue() && !request.models().typed()) {
            visits.visitAll(request.models().files());
            return;
        }
        MavenSurroundings surroundings =
                new MavenSurroundings(session, project, mojoExecution, resolver, visits, getLog());
        hidden.values().forEach(console::tell);
        surroundings.unknownParameters().forEach(console::tell);
        if (visits.isCalled(project)) {
            visits.unseenExecutions(project).forEach(console::tell);
        }
        new PexBuild(request, surroundings).run(goal());
    }

    /**
     * What the parameters ask for.
     *
     * @param hidden properties after -D that have no effect, because the POM hides them
     */
    private Request request(Set<String> hidden) {
        return new Request(
                modelChoice(hidden),
                new CompilerChoice(
                        Optional.ofNullable(target),
                        optimize,
                        io,
                        inputMode,
                        partialExecution,
                        Optional.ofNullable(arenaBudget)),
                new QuantizationChoice(userPath(calibration, CALIBRATION), calibrationMethod, equalize),
                new LabelChoice(userPath(labels, LABELS), labelFiles()),
                userPath(outputDirectory, OUTPUT)
                        .orElseGet(() -> Locations.output(project, folderInBuild(), paths().started())),
                paths().module());
    }

    /** The models of the command line alone if it names any, otherwise all that the POM names. */
    private ModelChoice modelChoice(Set<String> hidden) {
        Optional<Path> single = userPath(model, MODEL);
        Optional<Path> folder = userPath(modelsDirectory, MODELS);
        Optional<Path> standard = Locations.standardModelsOf(project);
        boolean singleTyped = isTyped(MODEL, hidden);
        boolean folderTyped = isTyped(MODELS, hidden);
        if (singleTyped || folderTyped) {
            ModelSelection typed = new ModelSelection(
                    singleTyped ? single : Optional.empty(),
                    folderTyped ? folder : Optional.empty(),
                    List.of(),
                    standard);
            return new ModelChoice(typed, Optional.of(List.of()), true);
        }
        List<ModelRequest> listed = listed().stream()
                .filter(each -> each.described().isEmpty())
                .map(Model::toRequest)
                .toList();
        List<String> inJava =
                listed().stream().flatMap(each -> each.described().stream()).toList();
        boolean namesAny = model != null || modelsDirectory != null || models != null;
        boolean onlyInJava = !listed().isEmpty() && listed.isEmpty();
        return new ModelChoice(
                new ModelSelection(single, folder, listed, onlyInJava ? Optional.empty() : standard),
                namesAny ? Optional.of(inJava) : Optional.empty(),
                false);
    }

    private List<Model> listed() {
        return models == null ? List.of() : models;
    }

    private Map<String, Path> labelFiles() {
        Map<String, Path> files = new HashMap<>();
        listed().forEach(each -> each.labels().ifPresent(file -> files.put(each.modelName(), file)));
        return files;
    }

    /** Whether the command line has a property that the POM does not hide. */
    private boolean isTyped(String property, Set<String> hidden) {
        return session.getUserProperties().containsKey(property) && !hidden.contains(property);
    }

    /** The path that a parameter with a file or folder means. */
    final Optional<Path> userPath(@Nullable File injected, String property) {
        return paths().of(injected, property);
    }

    /** The folder for Java when the user names none. */
    final Path standardJavaFolder() {
        return Locations.java(project, paths().started());
    }

    private UserPaths paths() {
        return UserPaths.in(session, project);
    }
}
