package dev.pex.maven.described;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.dsl.build.ModelRegistry;
import dev.pex.maven.batch.ModelRequest;
import dev.pex.output.FileFaults;
import dev.pex.output.Fingerprint;
import dev.pex.output.OutputFolder;
import dev.pex.pexnet.PexnetReader;
import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.maven.plugin.logging.Log;

/**
 * The models in Java of a project: those of its class path, and those of sources that the plugin compiles. Each becomes a
 * {@code .pexnet} file. When nothing has changed, nothing is compiled or run.
 */
public final class DescribedModels {
    private static final String DSL = "dev/pex/dsl/Network.class";

    private final Workshop workshop;
    private final Log log;
    private final ModelSources sources;
    private final List<Path> classPath = new ArrayList<>();
    private final List<Container> containers = new ArrayList<>();

    private DescribedModels(Workshop workshop, Log log) throws IOException {
        this.workshop = workshop;
        this.log = log;
        this.sources = workshop.modelSources();
        for (Place place : workshop.classPath()) {
            if (Files.isDirectory(place.path()) || Container.isJar(place.path())) {
                classPath.add(place.path());
                Container.at(place.path(), place.root()).ifPresent(containers::add);
            }
        }
    }

    /**
     * All models, in the order of their names.
     *
     * @throws DiagnosticException when sources do not compile, or the code of a model fails
     */
    public static List<Described> of(Workshop workshop, Log log) {
        try {
            return new DescribedModels(workshop, log).models();
        } catch (IOException e) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.OUTPUT_UNWRITABLE,
                    workshop.build().toString(),
                    "models in Java cannot be built there: " + FileFaults.reason(e),
                    "make the folder writable"));
        }
    }

    private List<Described> models() throws IOException {
        OutputFolder folder = new OutputFolder(workshop.models());
        boolean compiled = !sources.files().isEmpty();
        if (containers.isEmpty() && !compiled) {
            if (Files.isDirectory(workshop.models())) {
                folder.clear();
            }
            return List.of();
        }
        List<Path> roots = new ArrayList<>();
        containers.forEach(container -> roots.add(container.root()));
        if (compiled) {
            roots.add(workshop.project());
        }
        Fingerprint made = madeFrom();
        Optional<Knowledge> known = Knowledge.read(workshop.models(), roots.size());
        if (known.isPresent()
                && folder.contentMadeFrom(with(made, known.get(), roots), Knowledge.FILE)
                        .isPresent()) {
            return described(known.get(), roots);
        }
        if (classPath.stream().noneMatch(DescribedModels::hasDsl)) {
            classPath.addAll(workshop.tools());
        }
        if (compiled) {
            sources.compile(classPath, workshop.tools(), workshop.classes(), log);
            classPath.add(workshop.classes());
            containers.add(Container.at(workshop.classes(), workshop.project())
                    .orElseGet(() -> new Container(workshop.classes(), workshop.project(), List.of())));
        }
        SortedMap<String, Bytes> files = new TreeMap<>();
        Knowledge found = run(files);
        files.put(Knowledge.FILE, found.toBytes());
        folder.replace(files, with(made, found, roots));
        return described(found, roots);
    }

    private Knowledge run(Map<String, Bytes> files) throws IOException {
        List<Knowledge.Line> models = new ArrayList<>();
        List<Knowledge.Line> opened = new ArrayList<>();
        List<Diagnostic> diagnostics = new ArrayList<>();
        Map<String, String> types = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        try (ModelLoader loader = new ModelLoader(classPath)) {
            for (int c = 0; c < containers.size(); c++) {
                Container container = containers.get(c);
                for (ModelRegistry.Entry model : container.models()) {
                    // As with any class, the first on the class path is used.
                    if (!seen.add(model.definition())) {
                        continue;
                    }
                    try {
                        ModelLoader.Result result = loader.run(model, container.root());
                        String name = PexnetReader.read(
                                        model.type(), result.message().toArray())
                                .graph()
                                .name();
                        String other = types.putIfAbsent(name, model.type());
                        if (other != null) {
                            throw clash(name, model.type(), other);
                        }
                        files.put(name + ModelRequest.PEXNET, result.message());
                        models.add(new Knowledge.Line(c, name));
                        for (Path file : result.opened()) {
                            opened.add(Knowledge.Line.of(c, container.root(), file));
                        }
                    } catch (DiagnosticException e) {
                        diagnostics.addAll(e.diagnostics());
                    }
                }
            }
        }
        if (!diagnostics.isEmpty()) {
            throw new DiagnosticException(diagnostics);
        }
        return new Knowledge(models, opened);
    }

    private static DiagnosticException clash(String name, String one, String other) {
        return new DiagnosticException(Diagnostic.error(
                Code.NAME_CLASH, one, other + " has the same name, " + name, "give one another name in @PexModel"));
    }

    private List<Described> described(Knowledge knowledge, List<Path> roots) {
        return knowledge.models().stream()
                .map(line -> new Described(
                        ModelRequest.of(workshop.models().resolve(line.name() + ModelRequest.PEXNET)),
                        roots.get(line.root())))
                .sorted(Comparator.comparing(model -> model.request().name()))
                .toList();
    }

    /** The content of everything that is known before any code runs. */
    private Fingerprint madeFrom() throws IOException {
        Fingerprint.Builder content = Fingerprint.builder()
                .add("plugin", workshop.plugin().hex())
                .add("class path", ClassPathContent.of(classPath).hex());
        for (Path source : sources.files()) {
            content.add(sources.folder().relativize(source).toString(), Files.readAllBytes(source));
        }
        return content.build();
    }

    /** The same with the files that the code of the models opened or looked for. */
    private static Fingerprint with(Fingerprint made, Knowledge knowledge, List<Path> roots) throws IOException {
        Fingerprint.Builder content = Fingerprint.builder().add("code", made.hex());
        for (Knowledge.Line line : knowledge.files()) {
            Path file = roots.get(line.root()).resolve(line.name());
            if (Files.isRegularFile(file)) {
                content.add(line.name(), Files.readAllBytes(file));
            } else {
                content.add("none", line.name());
            }
        }
        return content.build();
    }

    private static boolean hasDsl(Path place) {
        return Container.has(place, DSL);
    }
}
