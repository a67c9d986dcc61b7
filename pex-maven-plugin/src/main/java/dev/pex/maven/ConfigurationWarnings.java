package dev.pex.maven;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.maven.model.Build;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** Finds settings that have no effect although they look right. */
final class ConfigurationWarnings {
    private static final String PREFIX = "pex.";
    private static final String COMMAND_LINE_ID = "default-cli";

    private ConfigurationWarnings() {}

    /** Properties given with -D that a value in the POM hides; in Maven the POM takes precedence. */
    static SortedMap<String, Diagnostic> hiddenParameters(
            MojoExecution execution, Properties commandLine, MavenProject project) {
        SortedMap<String, Diagnostic> found = new TreeMap<>();
        Xpp3Dom configuration = execution.getConfiguration();
        if (configuration == null) {
            return found;
        }
        for (Parameter parameter : execution.getMojoDescriptor().getParameters()) {
            String property = property(parameter);
            String given = property.startsWith(PREFIX) ? commandLine.getProperty(property) : null;
            Xpp3Dom element = configuration.getChild(parameter.getName());
            String inPom = element == null ? null : element.getValue();
            if (given != null && inPom != null && hides(inPom, given, property, project)) {
                found.put(
                        property,
                        Diagnostic.warning(
                                Code.PARAMETER_HIDDEN,
                                "-D" + property + "=" + given,
                                "has no effect: the POM says <" + parameter.getName() + ">" + inPom,
                                "write ${" + property + "} there, with a default in <properties>"));
            }
        }
        return found;
    }

    /** Configuration inside executions, which goals called from the command line ignore. */
    static List<Diagnostic> unseenExecutions(MojoExecution execution, Optional<Plugin> plugin) {
        if (!COMMAND_LINE_ID.equals(execution.getExecutionId())
                || plugin.isEmpty()
                || PomConfiguration.dom(plugin.get()).isPresent()) {
            return List.of();
        }
        List<PluginExecution> executions = plugin.get().getExecutions();
        if (executions.stream().anyMatch(e -> COMMAND_LINE_ID.equals(e.getId()))) {
            return List.of();
        }
        return executions.stream()
                .filter(e -> PomConfiguration.dom(e).isPresent())
                .map(e -> Diagnostic.warning(
                        Code.PARAMETER_HIDDEN,
                        "execution '" + e.getId() + "' of pex-maven-plugin",
                        "its <configuration> is not used by a goal that is called from the command line",
                        "move it out of <execution>, directly below <plugin>"))
                .toList();
    }

    private static boolean hides(String inPom, String given, String property, MavenProject project) {
        String reference = "${" + property + "}";
        return !inPom.contains(reference) && !inPom.equals(given) && !refersTo(reference, project);
    }

    /** Maven replaces properties when it reads a POM; it keeps the original text as well. */
    private static boolean refersTo(String reference, MavenProject project) {
        return Stream.iterate(project, p -> p != null, MavenProject::getParent)
                .map(MavenProject::getOriginalModel)
                .filter(model -> model != null && model.getBuild() != null)
                .flatMap(model -> plugins(model.getBuild()))
                .filter(plugin -> plugin.getArtifactId().equals("pex-maven-plugin"))
                .anyMatch(plugin -> mentions(plugin, reference));
    }

    private static Stream<Plugin> plugins(Build build) {
        return Stream.concat(
                build.getPlugins().stream(),
                build.getPluginManagement() == null ? Stream.of() : build.getPluginManagement().getPlugins().stream());
    }

    private static boolean mentions(Plugin plugin, String reference) {
        return Stream.concat(Stream.of(plugin), plugin.getExecutions().stream())
                .anyMatch(container ->
                        String.valueOf(container.getConfiguration()).contains(reference));
    }

    /** The property that sets a parameter with -D; empty when there is none. */
    static String property(Parameter parameter) {
        String expression = parameter.getExpression();
        return expression != null && expression.startsWith("${") && expression.endsWith("}")
                ? expression.substring(2, expression.length() - 1)
                : "";
    }
}
