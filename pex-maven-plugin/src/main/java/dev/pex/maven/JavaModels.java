package dev.pex.maven;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.maven.described.Described;
import dev.pex.maven.described.DescribedModels;
import dev.pex.maven.described.Place;
import dev.pex.maven.described.Workshop;
import dev.pex.output.Fingerprint;
import java.io.File;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;

/** The models of a project that Java describes. */
final class JavaModels {
    private JavaModels() {}

    /**
     * All models of a class path and of the sources that the plugin compiles itself.
     *
     * @param folder the folder of the plugin in the build folder
     */
    static List<Described> of(
            MavenProject project,
            String folder,
            List<Place> classPath,
            PluginDescriptor plugin,
            Fingerprint code,
            Log log) {
        Workshop workshop = new Workshop(
                UserPaths.path(project.getBasedir()),
                Locations.modelSources(project),
                UserPaths.path(new File(project.getBuild().getDirectory())).resolve(folder),
                classPath,
                PluginContent.dsl(plugin),
                code);
        return DescribedModels.of(workshop, log);
    }

    /**
     * The models with some names.
     *
     * @throws DiagnosticException when a name has no model
     */
    static List<Described> named(List<Described> models, List<String> names) {
        return names.stream().map(name -> named(models, name)).toList();
    }

    private static Described named(List<Described> models, String name) {
        return models.stream()
                .filter(model -> model.request().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new DiagnosticException(Diagnostic.error(
                        Code.NO_MODEL,
                        "<model> " + name,
                        "no model in Java has this name",
                        models.isEmpty()
                                ? "there are no models, neither in src/main/pex/java nor on the class path: is their module a"
                                        + " dependency, and was it compiled with pex-processor (docs/DSL.md)?"
                                : "there are "
                                        + models.stream()
                                                .map(model -> model.request().name())
                                                .collect(Collectors.joining(", ")))));
    }
}
