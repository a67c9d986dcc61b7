package dev.pex.maven;

import dev.pex.compiler.Compilation;
import dev.pex.compiler.CompilerOptions;
import dev.pex.compiler.ModelSource;
import dev.pex.graph.Bytes;
import dev.pex.maven.batch.ModelRequest;
import dev.pex.maven.batch.Summary;
import dev.pex.output.Changes;
import dev.pex.output.Fingerprint;
import dev.pex.output.OutputFolder;
import dev.pex.report.Figures;
import java.nio.charset.StandardCharsets;
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
import org.apache.maven.project.ProjectDependenciesResolver;

/**
 * Compiles models to C: for each model a folder with header, sources, weights, the kernels in use,
 * {@code CMakeLists.txt} and {@code report.json}. A folder whose model, options, compiler and files are
 * what they were is left alone.
 */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, requiresProject = false, threadSafe = true)
public final class GenerateMojo extends AbstractPexMojo {
    /** The file with what an unchanged build says. */
    private static final String FIGURES = ".pex-figures";

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
        SortedSet<String> made = new TreeSet<>();
        requests.forEach(request -> made.add(request.name()));
        if (hasSummary(requests, folderRun)) {
            made.add(Summary.FILE);
        }
        removeStale(made);
    }

    @Override
    void handle(List<ModelRequest> requests, boolean folderRun) throws MojoExecutionException, MojoFailureException {
        handleAll(requests, folderRun, this::generate);
    }

    private Figures generate(ModelRequest request) {
        OutputFolder folder = folderOf(request);
        Task task = task(request);
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
        Fingerprint inputs = content.build();
        Optional<Figures> known = folder.contentMadeFrom(inputs, FIGURES)
                .flatMap(text -> Figures.parse(new String(text.toArray(), StandardCharsets.US_ASCII)));
        if (known.isPresent()) {
            tell(request, known.get(), ", up to date");
            return known.get();
        }
        Compilation compilation = compile(source, options);
        Figures figures = Figures.of(compilation.report());
        SortedMap<String, Bytes> files = textFile(FIGURES, figures.toText());
        files.putAll(compilation.files());
        Changes changes = folder.replace(files, inputs);
        tell(request, figures, changes.isEmpty() ? ", unchanged" : "");
        return figures;
    }

    private void tell(ModelRequest request, Figures figures, String state) {
        getLog().info(request.fileName() + " -> " + outputFolder().resolve(request.name()) + ": arena "
                + figures.arenaBytes() + " bytes, constants " + figures.weightsBytes() + " bytes" + state);
    }
}
