package dev.pex.maven;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** Finds parameters that no goal of the plugin has. Maven ignores them, in some versions without a warning. */
final class UnknownParameters {
    private static final String PREFIX = "pex.";

    /** The most typing mistakes in a property; a build may have properties of its own with our prefix. */
    private static final int SLIP = 2;

    private final SortedSet<String> elements = new TreeSet<>();
    private final SortedSet<String> properties = new TreeSet<>();

    UnknownParameters(PluginDescriptor plugin) {
        plugin.getMojos().stream()
                .flatMap(goal -> goal.getParameters() == null ? Stream.of() : goal.getParameters().stream())
                .filter(Parameter::isEditable)
                .forEach(parameter -> {
                    elements.add(parameter.getName());
                    String property = ConfigurationWarnings.property(parameter);
                    if (property.startsWith(PREFIX)) {
                        properties.add(property);
                    }
                });
    }

    /** Elements of a {@code <configuration>} that are not parameters. */
    List<Diagnostic> inPom(Optional<Xpp3Dom> configuration) {
        List<Diagnostic> found = new ArrayList<>();
        for (Xpp3Dom element : configuration.map(Xpp3Dom::getChildren).orElse(new Xpp3Dom[0])) {
            String name = element.getName();
            if (!elements.contains(name)) {
                found.add(unknown(
                        "<" + name + "> in the configuration of pex-maven-plugin",
                        NearestName.of(name, elements).map(known -> "<" + known + ">")));
            }
        }
        return found;
    }

    /** Properties given with -D that look like a mistyped parameter. */
    List<Diagnostic> onCommandLine(Properties commandLine) {
        List<Diagnostic> found = new ArrayList<>();
        for (String name : new TreeSet<>(commandLine.stringPropertyNames())) {
            if (!name.startsWith(PREFIX) || properties.contains(name)) {
                continue;
            }
            Optional<String> nearest = NearestName.of(name, properties);
            if (nearest.isPresent() && isSlip(name, nearest.get())) {
                found.add(unknown("-D" + name, nearest.map(known -> "-D" + known)));
            }
        }
        return found;
    }

    private static boolean isSlip(String name, String known) {
        int distance = NearestName.distance(name, known);
        return distance <= SLIP && 2 * distance < name.length() - PREFIX.length();
    }

    private static Diagnostic unknown(String where, Optional<String> nearest) {
        return Diagnostic.warning(
                Code.UNKNOWN_PARAMETER,
                where,
                "there is no such parameter, so it has no effect",
                nearest.map(known -> "the nearest is " + known).orElse(""));
    }
}
