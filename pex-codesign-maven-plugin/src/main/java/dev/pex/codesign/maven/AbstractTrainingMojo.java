package dev.pex.codesign.maven;

import dev.pex.codesign.app.Event;
import dev.pex.codesign.app.Outcome;
import dev.pex.codesign.app.Settings;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.maven.Console;
import dev.pex.maven.ProjectModels;
import dev.pex.maven.UserPaths;
import dev.pex.output.FileFaults;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.jspecify.annotations.Nullable;

/**
 * What the goals that train have in common. Settings go as text to the job, which checks them; docs/CODESIGN.md describes them
 * with their ranges.
 */
abstract class AbstractTrainingMojo extends AbstractMojo {
    private static final String MODEL = Settings.PREFIX + "model";
    private static final String DATA = Settings.PREFIX + "data";
    private static final String LIST = Settings.PREFIX + "list";
    private static final String OUTPUT = Settings.PREFIX + "output";
    private static final String INTO = Settings.PREFIX + "into";

    /** A float network in a {@code .tflite} or {@code .pexnet} file. */
    @Parameter(property = MODEL)
    private @Nullable File model;

    /** The name of a model in Java of this project, when no file is given; with random weights it needs no file of weights. */
    @Parameter(property = "pex.codesign.name")
    private @Nullable String name;

    /** The folder with the data set: a folder for each class, or arrays (docs/DATA.md). */
    @Parameter(property = DATA)
    private @Nullable File data;

    /** A list of the files of the data set, in columns separated by tabs. */
    @Parameter(property = LIST)
    private @Nullable File list;

    /** The folder for checkpoints and results; {@code pex-codesign/NAME} in the build folder unless given. */
    @Parameter(property = OUTPUT)
    private @Nullable File output;

    /** A folder, such as {@code src/main/pex}, that gets the int8 network; nothing is written there unless it is given. */
    @Parameter(property = INTO)
    private @Nullable File into;

    /**
     * Further settings by name: of the recipe ({@code epochs}, {@code batch}, {@code learningRate}, ...), of the data set
     * ({@code group}, {@code folds}, {@code flip}, {@code sound}, ...), of the compiler ({@code target}, {@code inputMode}, ...), and of
     * pruning ({@code sram}, {@code flash}, {@code macs}, ...). Each is also a property {@code pex.codesign.NAME} on the command
     * line, which wins.
     */
    @Parameter
    private @Nullable Map<String, String> settings;

    /** The Java heap of the process that trains; the engine needs as much again outside of it. */
    @Parameter(property = "pex.codesign.memory", defaultValue = "2g")
    private String memory = "2g";

    /** Threads of the engine. With one, the same settings give the same numbers on one machine. */
    @Parameter(property = "pex.codesign.threads", defaultValue = "1")
    private int threads = 1;

    /** Do nothing. */
    @Parameter(property = "pex.codesign.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    private MavenSession session;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    private MavenProject project;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    private MojoExecution execution;

    private final ProjectDependenciesResolver resolver;

    AbstractTrainingMojo(ProjectDependenciesResolver resolver) {
        this.resolver = resolver;
    }

    /** The goal of the job. */
    abstract String goal();

    /** Settings that follow from parameters of one goal alone. */
    Map<String, String> more() {
        return Map.of();
    }

    /** How an exploration starts the processes of its trials. */
    final Map<String, String> processes() {
        return Map.of("memory", memory, "threads", String.valueOf(threads));
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("skipped because pex.codesign.skip is set");
            return;
        }
        try {
            run();
        } catch (DiagnosticException e) {
            e.diagnostics().forEach(new Console(getLog())::tell);
            throw new MojoFailureException("Pex stopped (" + Console.codes(e.diagnostics()) + ")");
        } catch (IOException e) {
            throw new MojoExecutionException("the training cannot be started: " + FileFaults.reason(e), e);
        }
    }

    private void run() throws IOException {
        path(into, INTO).ifPresent(AbstractTrainingMojo::requireWritable);
        Path file = modelFile();
        String own = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
        Path folder = path(output, OUTPUT)
                .orElseGet(() -> UserPaths.path(new File(project.getBuild().getDirectory()))
                        .resolve("pex-codesign")
                        .resolve(own));
        Map<String, String> all = new TreeMap<>(settings == null ? Map.of() : settings);
        all.putAll(more());
        typed().forEach(all::put);
        all.put("model", file.toString());
        path(data, DATA).ifPresent(path -> all.put("data", path.toString()));
        path(list, LIST).ifPresent(path -> all.put("list", path.toString()));
        all.put("output", folder.toString());
        ProgressPrinter printer = new ProgressPrinter(getLog(), terminal(), System.nanoTime());
        List<Diagnostic> faults = new ArrayList<>();
        List<Event> outcomes = new ArrayList<>();
        requireWritable(folder);
        new TrainingProcess(classPath(), folder, memory, threads).run(goal(), all, event -> {
            switch (event.kind()) {
                case EPOCH -> printer.epoch(event, System.nanoTime());
                case STEP -> printer.step(event);
                case RESUMED -> printer.resumed(event);
                case OUTCOME -> outcomes.add(event);
                case NOTE -> getLog().info(event.fields().get(0));
                case EXPLORED -> explored(event);
                case DIAGNOSTIC -> take(diagnostic(event), faults);
            }
        });
        if (!faults.isEmpty()) {
            throw new DiagnosticException(faults);
        }
        for (Event outcome : outcomes) {
            report(outcome);
            install(outcome);
        }
    }

    private Path modelFile() {
        Optional<Path> file = path(model, MODEL);
        if (file.isPresent()) {
            return file.get();
        }
        if (name == null) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.NO_MODEL,
                    "goal " + goal(),
                    "no network is named",
                    "name a file with -D" + MODEL + " or a model in Java with -Dpex.codesign.name"));
        }
        return ProjectModels.fileOf(name, session, project, execution, resolver, getLog());
    }

    /** Settings that were typed after -D, without those that are parameters of this class. */
    private Map<String, String> typed() {
        Map<String, String> typed = new TreeMap<>();
        session.getUserProperties().stringPropertyNames().forEach(property -> {
            String setting = property.startsWith(Settings.PREFIX) ? property.substring(Settings.PREFIX.length()) : "";
            if (!setting.isEmpty()
                    && !List.of("model", "name", "data", "list", "output", "into", "memory", "threads", "skip")
                            .contains(setting)) {
                typed.put(setting, session.getUserProperties().getProperty(property));
            }
        });
        return typed;
    }

    private List<Path> classPath() {
        List<Path> paths = new ArrayList<>();
        execution
                .getMojoDescriptor()
                .getPluginDescriptor()
                .getArtifacts()
                .forEach(artifact -> paths.add(artifact.getFile().toPath()));
        return paths;
    }

    /** Where a bar can be redrawn: a terminal, unless Maven runs in batch mode. */
    private Optional<PrintStream> terminal() {
        boolean interactive = session.getRequest().isInteractiveMode() && Terminal.isWatched();
        return interactive ? Optional.of(System.out) : Optional.empty();
    }

    private static Diagnostic diagnostic(Event event) {
        List<String> fields = event.fields();
        return new Diagnostic(
                Code.of(fields.get(0)),
                Diagnostic.Severity.valueOf(fields.get(1)),
                fields.get(2),
                fields.get(3),
                fields.get(4));
    }

    private void take(Diagnostic diagnostic, List<Diagnostic> faults) {
        if (diagnostic.severity() == Diagnostic.Severity.ERROR) {
            faults.add(diagnostic);
        } else {
            new Console(getLog()).tell(diagnostic);
        }
    }

    private void report(Event outcome) {
        List<String> fields = outcome.fields();
        getLog().info(String.format(
                Locale.ROOT,
                "%s: %s of validation, measured with the generated C%s",
                fields.get(1),
                share(fields.get(2), fields.get(3)),
                fields.get(5).equals("0") ? "" : "; " + share(fields.get(4), fields.get(5)) + " of the test"));
        getLog().info(String.format(
                Locale.ROOT,
                "%s: arena %,d bytes, constants and schedule %,d bytes, %,d multiply-accumulates",
                fields.get(1),
                Long.parseLong(fields.get(6)),
                Long.parseLong(fields.get(7)),
                Long.parseLong(fields.get(8))));
        getLog().info("written to " + fields.get(0));
    }

    private void explored(Event event) {
        List<String> fields = event.fields();
        getLog().info(fields.get(2) + " of " + fields.get(1) + " trials are on the front");
        getLog().info("written to " + Path.of(fields.get(0)).resolve("explore.html")
                + " and explore.csv; each trial has its" + " network in trials/TRIAL");
    }

    private static String share(String correct, String samples) {
        double percent = 100.0 * Long.parseLong(correct) / Long.parseLong(samples);
        return String.format(Locale.ROOT, "%.2f %% of %s samples", percent, samples);
    }

    private void install(Event outcome) throws IOException {
        Optional<Path> target = path(into, INTO);
        if (target.isPresent()) {
            Path folder = Path.of(outcome.fields().get(0));
            String network = outcome.fields().get(1);
            Path file = target.get().resolve(network + ".pexnet");
            copy(folder.resolve(network + ".pexnet"), file);
            getLog().info("the int8 network is " + file);
            Path made = Outcome.frontEnd(folder, network);
            if (Files.isDirectory(made)) {
                Path front = Outcome.frontEnd(target.get(), network);
                try (Stream<Path> sources = Files.list(made)) {
                    for (Path source : sources.sorted().toList()) {
                        copy(source, front.resolve(source.getFileName()));
                    }
                }
                getLog().info("its front end in C is " + front);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Before any training: what it makes can be written where it is wanted. */
    private static void requireWritable(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "pex", ".probe"));
        } catch (IOException e) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.OUTPUT_UNWRITABLE,
                    folder.toString(),
                    "nothing can be written there: " + FileFaults.reason(e),
                    "take another folder, or make this one writable"));
        }
    }

    /** The path of a parameter; what was typed after -D wins over the POM, as for settings. */
    private Optional<Path> path(@Nullable File injected, String property) {
        UserPaths paths = UserPaths.in(session, project);
        String typed = session.getUserProperties().getProperty(property);
        return typed == null
                ? paths.of(injected, property)
                : Optional.of(
                        paths.started().resolve(UserPaths.path(new File(typed))).normalize());
    }
}
