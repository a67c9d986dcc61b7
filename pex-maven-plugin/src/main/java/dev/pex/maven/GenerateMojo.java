package dev.pex.maven;

import dev.pex.compiler.Compilation;
import dev.pex.compiler.CompilerOptions;
import dev.pex.compiler.ModelSource;
import dev.pex.maven.batch.ModelRequest;
import dev.pex.maven.batch.Summary;
import dev.pex.output.Changes;
import dev.pex.output.Fingerprint;
import dev.pex.output.OutputFolder;
import dev.pex.report.Figures;
import dev.pex.tensor.Bytes;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.inject.Inject;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.jspecify.annotations.Nullable;

/**
 * Compiles models to C: for each model a folder with header, sources, weights, the kernels in use,
 * {@code CMakeLists.txt} and {@code report.json}, and if wanted Java classes. A folder whose model, options, compiler and files are
 * what they were is left alone.
 */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, requiresProject = false, threadSafe = true)
public final class GenerateMojo extends AbstractPexMojo {
    /** The file with what an unchanged build says. */
    private static final String FIGURES = ".pex-figures";

    private static final String JAVA_OUTPUT = "pex.javaOutputDirectory";

    /**
     * The package of a Java class for each model that says what its C header says, without any dependency. Where the
     * project has {@code pex-compiler} as a dependency, tests get a class that runs the network. Without a package there
     * are none.
     */
    @Parameter(property = "pex.javaPackage")
    private @Nullable String javaPackage;

    /**
     * The folder for Java: {@code main} in it becomes a source root of the project, {@code test} one for tests, and
     * {@code test-resources} a folder of resources for tests. In a project it is {@code generated-sources/pex-java} in
     * the build folder, otherwise {@code pex-out-java}.
     */
    @Parameter(property = JAVA_OUTPUT)
    private @Nullable File javaOutputDirectory;

    @Inject
    public GenerateMojo(BuildPluginManager plugins, ProjectDependenciesResolver resolver) {
        super(plugins, resolver);
    }

    @Override
    String folderInBuild() {
        return "generated-sources/pex";
    }

    @Override
    void prepare(List<ModelRequest> requests, boolean folderRun) {
        SortedSet<String> models = new TreeSet<>();
        requests.forEach(request -> models.add(request.name()));
        SortedSet<String> made = new TreeSet<>(models);
        if (hasSummary(requests, folderRun)) {
            made.add(Summary.FILE);
        }
        Path root = outputFolder();
        removeStale(root, made, name -> new OutputFolder(root.resolve(name)));
        Path java = javaFolder();
        removeStale(java, javaPackage == null ? List.of() : models, name -> JavaCompanions.folderOf(java, name));
    }

    @Override
    void handle(List<ModelRequest> requests, boolean folderRun) throws MojoExecutionException, MojoFailureException {
        Optional<JavaCompanions> companions =
                Optional.ofNullable(javaPackage).map(named -> JavaCompanions.of(project(), javaFolder(), named));
        handleAll(requests, folderRun, request -> generate(request, companions));
        companions.ifPresent(each -> each.addTo(project()));
    }

    private Path javaFolder() {
        return userPath(javaOutputDirectory, JAVA_OUTPUT).orElseGet(() -> Locations.java(project(), started()));
    }

    private Figures generate(ModelRequest request, Optional<JavaCompanions> companions) {
        Task task = task(request);
        OutputFolder folder = folderOf(request, task);
        companions.ifPresent(java -> {
            SortedMap<String, String> choices = task.choices();
            choices.put("javaPackage", java.javaPackage());
            java.places(request).forEach(place -> claim(place, request, choices, "javaOutputDirectory"));
        });
        CompilerOptions options = task.options();
        ModelSource source = task.source();
        Fingerprint.Builder content = Fingerprint.builder()
                .add("plugin", pluginContent().hex())
                .add("name", request.name())
                // A record's text has all its components, so that no option can be forgotten here.
                .add("options", options.toString())
                .add("model", source.content().toArray());
        source.quantizing().ifPresent(quantizing -> {
            content.add("quantisation", quantizing.options().toString());
            quantizing.data().files().forEach((name, file) -> content.add(name, file.toArray()));
        });
        source.labels().forEach(label -> content.add("label", label));
        Fingerprint inputs = content.build();
        Optional<Figures> known = folder.contentMadeFrom(inputs, FIGURES)
                .flatMap(text -> Figures.parse(new String(text.toArray(), StandardCharsets.US_ASCII)));
        if (known.isPresent() && companions.stream().allMatch(java -> java.isCurrent(request, inputs))) {
            tell(request, known.get(), ", up to date");
            return known.get();
        }
        Compilation compilation = compile(source, options);
        Figures figures = Figures.of(compilation.report());
        SortedMap<String, Bytes> files = textFile(FIGURES, figures.toText());
        files.putAll(compilation.files());
        companions.ifPresent(java -> {
            java.write(request, compilation, inputs);
            getLog().info(request.fileName() + " -> " + java.className(request)
                    + (java.withRunners() ? ", and a runner for tests" : ""));
        });
        Changes changes = folder.replace(files, inputs);
        tell(request, figures, changes.isEmpty() ? ", unchanged" : "");
        return figures;
    }

    private void tell(ModelRequest request, Figures figures, String state) {
        getLog().info(request.fileName() + " -> " + outputFolder().resolve(request.name()) + ": arena "
                + figures.arenaBytes() + " bytes, constants " + figures.weightsBytes() + " bytes" + state);
    }
}
