package dev.pex.codesign.describe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.dsl.ModelDefinition;
import dev.pex.dsl.Models;
import dev.pex.dsl.ProjectFiles;
import dev.pex.frontend.FloatModel;
import dev.pex.frontend.QuantizedModel;
import dev.pex.frontend.ReadModel;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetReader;
import dev.pex.processor.PexProcessor;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Describes networks, compiles the code as a build does it, and runs it with the file of weights. */
final class RoundTrips {
    private final Path project;
    private final SortedMap<String, ReadModel> given = new TreeMap<>();
    private final SortedMap<String, Description> described = new TreeMap<>();
    private SortedMap<String, ModelDefinition> models = new TreeMap<>();

    /** Makes a project in an empty folder. */
    RoundTrips(Path project) {
        this.project = project;
    }

    /** Describes a network; each has a name of its own. */
    Description describe(ReadModel model) {
        return describe(model, "Model" + (given.size() + 1));
    }

    /** Describes a network in a class. */
    Description describe(ReadModel model, String className) {
        String name = graphName(model);
        DescribeOptions options = DescribeOptions.of("described", className, "weights/" + name + ".safetensors");
        Description description = Describer.describe(model, options);
        assertThat(given.put(name, model)).as(name).isNull();
        described.put(name, description);
        return description;
    }

    private static String graphName(ReadModel model) {
        return model instanceof FloatModel floats
                ? floats.network().graph().name()
                : ((QuantizedModel) model).graph().name();
    }

    /** Compiles the code of all networks, without warnings. */
    void compile() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Description description : described.values()) {
            Path source = project.resolve("src").resolve(description.javaFile());
            Files.createDirectories(Objects.requireNonNull(source.getParent()));
            Files.writeString(source, description.javaSource());
            sources.add(source);
            Path weights = project.resolve(description.weightsFile());
            Files.createDirectories(Objects.requireNonNull(weights.getParent()));
            Files.write(weights, description.weights().toArray());
        }
        Path classes = Files.createDirectories(project.resolve("classes"));
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, Locale.ROOT, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
            JavaCompiler.CompilationTask task = javac.getTask(
                    messages,
                    files,
                    null,
                    List.of(
                            "--release",
                            "17",
                            "-Xlint:all,-processing,-classfile",
                            "-Werror",
                            "-classpath",
                            System.getProperty("java.class.path")),
                    null,
                    files.getJavaFileObjectsFromPaths(sources));
            task.setProcessors(List.of(new PexProcessor()));
            assertThat(task.call()).as(messages.toString()).isTrue();
        }
        URLClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
        models = new TreeMap<>();
        Models.of(loader).forEach(model -> models.put(model.settings().name(), model));
        assertThat(models.keySet()).isEqualTo(given.keySet());
    }

    /** The names of all networks. */
    List<String> names() {
        return List.copyOf(given.keySet());
    }

    ReadModel given(String name) {
        return Objects.requireNonNull(given.get(name));
    }

    Description description(String name) {
        return Objects.requireNonNull(described.get(name));
    }

    ModelDefinition model(String name) {
        return Objects.requireNonNull(models.get(name));
    }

    /** What the code makes. */
    Pexnet made(String name) {
        return PexnetReader.read(name, model(name).pexnet(new ProjectFiles(project)));
    }

    /** What is described, as the same kind of file. */
    static Pexnet pexnet(ReadModel model, Pexnet.Notes notes) {
        return model instanceof FloatModel floats
                ? Pexnet.of(floats.network(), floats.stated(), notes)
                : Pexnet.of(((QuantizedModel) model).graph(), notes);
    }
}
