package dev.pex.maven;

import dev.pex.compiler.Compilation;
import dev.pex.compiler.ModelSource;
import dev.pex.maven.batch.ModelRequest;
import dev.pex.maven.batch.Summary;
import dev.pex.output.Changes;
import dev.pex.output.Fingerprint;
import dev.pex.output.OutputFolder;
import dev.pex.report.Figures;
import dev.pex.tensor.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Compiles models to C, and writes Java companions if wanted.
 *
 * @param javaPackage the package of the companions; without one there are none
 * @param javaFolder the folder for companions
 */
record Generation(Optional<String> javaPackage, Path javaFolder) implements Goal {
    /** The file with the figures that an unchanged build prints. */
    private static final String FIGURES = ".pex-figures";

    @Override
    public void prepare(PexBuild build, List<ModelRequest> requests, boolean folderRun) {
        SortedSet<String> models = new TreeSet<>();
        requests.forEach(request -> models.add(request.name()));
        SortedSet<String> made = new TreeSet<>(models);
        if (PexBuild.hasSummary(requests, folderRun)) {
            made.add(Summary.FILE);
        }
        Path root = build.outputFolder();
        build.surroundings().removeStale(root, made, name -> new OutputFolder(root.resolve(name)));
        build.surroundings()
                .removeStale(
                        javaFolder,
                        javaPackage.isEmpty() ? List.of() : models,
                        name -> JavaCompanions.folderOf(javaFolder, name));
    }

    @Override
    public void handle(PexBuild build, List<ModelRequest> requests, boolean folderRun) throws BuildFailure {
        Optional<JavaCompanions> companions =
                javaPackage.map(named -> build.surroundings().companions(javaFolder, named));
        build.handleAll(requests, folderRun, request -> generate(build, request, companions));
        companions.ifPresent(build.surroundings()::add);
    }

    private static Figures generate(PexBuild build, ModelRequest request, Optional<JavaCompanions> companions) {
        Task task = build.task(request);
        OutputFolder folder = build.folderOf(request, task);
        companions.ifPresent(java -> {
            SortedMap<String, String> choices = task.choices();
            choices.put("javaPackage", java.javaPackage());
            java.places(request)
                    .forEach(place ->
                            build.surroundings().claims().claim(place, request, choices, "javaOutputDirectory"));
        });
        Fingerprint inputs = inputs(build, request, task);
        Optional<Figures> known = folder.contentMadeFrom(inputs, FIGURES)
                .flatMap(text -> Figures.parse(new String(text.toArray(), StandardCharsets.US_ASCII)));
        if (known.isPresent() && companions.stream().allMatch(java -> java.isCurrent(request, inputs))) {
            tell(build, request, known.get(), ", up to date");
            return known.get();
        }
        Compilation compilation = build.compile(task.source(), task.options());
        Figures figures = Figures.of(compilation.report());
        SortedMap<String, Bytes> files = PexBuild.textFile(FIGURES, figures.toText());
        files.putAll(compilation.files());
        companions.ifPresent(java -> {
            java.write(request, compilation, inputs);
            build.log()
                    .info(request.fileName() + " -> " + java.className(request)
                            + (java.withRunners() ? ", and a runner for tests" : ""));
        });
        Changes changes = folder.replace(files, inputs);
        tell(build, request, figures, changes.isEmpty() ? ", unchanged" : "");
        return figures;
    }

    /** Everything that the generated files depend on. */
    private static Fingerprint inputs(PexBuild build, ModelRequest request, Task task) {
        ModelSource source = task.source();
        Fingerprint.Builder content = Fingerprint.builder()
                .add("plugin", build.surroundings().pluginContent().hex())
                .add("name", request.name())
                // A record's text has all its components, so that no option can be forgotten here.
                .add("options", task.options().toString())
                .add("model", source.content().toArray());
        source.quantizing().ifPresent(quantizing -> {
            content.add("quantisation", quantizing.options().toString());
            quantizing.data().files().forEach((name, file) -> content.add(name, file.toArray()));
        });
        source.labels().forEach(label -> content.add("label", label));
        return content.build();
    }

    private static void tell(PexBuild build, ModelRequest request, Figures figures, String state) {
        build.log()
                .info(request.fileName() + " -> " + build.outputFolder().resolve(request.name()) + ": arena "
                        + figures.arenaBytes() + " bytes, constants " + figures.weightsBytes() + " bytes" + state);
    }
}
