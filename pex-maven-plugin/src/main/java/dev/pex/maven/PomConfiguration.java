package dev.pex.maven;

import java.util.Optional;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/** The configuration of this plugin in a project's POM, as Maven resolves it. */
final class PomConfiguration {
    private PomConfiguration() {}

    /** The plugin as a project declares it under {@code <plugins>}. */
    static Optional<Plugin> declared(MavenProject project, String pluginKey) {
        return Optional.ofNullable(project.getPlugin(pluginKey));
    }

    /** The plugin as a project declares or manages it. */
    static Optional<Plugin> known(MavenProject project, String pluginKey) {
        return declared(project, pluginKey)
                .or(() -> Optional.ofNullable(project.getPluginManagement())
                        .map(management -> management.getPluginsAsMap().get(pluginKey)));
    }

    /** The configuration of an execution, or that of the plugin when there is no such execution. */
    static Optional<Xpp3Dom> of(Optional<Plugin> plugin, String executionId) {
        Optional<PluginExecution> execution =
                plugin.map(p -> p.getExecutionsAsMap().get(executionId));
        return execution.flatMap(PomConfiguration::dom).or(() -> plugin.flatMap(PomConfiguration::dom));
    }

    static Optional<Xpp3Dom> dom(ConfigurationContainer container) {
        return container.getConfiguration() instanceof Xpp3Dom dom && dom.getChildCount() > 0
                ? Optional.of(dom)
                : Optional.empty();
    }

    /**
     * An execution of a goal in a project, configured as Maven does it: parameters from the POM, and the others from the
     * defaults of the goal.
     */
    static MojoExecution execution(MojoDescriptor goal, String executionId, Optional<Xpp3Dom> fromPom) {
        Xpp3Dom configuration = new Xpp3Dom("configuration");
        for (Parameter parameter : goal.getParameters()) {
            Xpp3Dom value = value(parameter, fromPom, defaults(goal, parameter));
            if (value != null) {
                configuration.addChild(value);
            }
        }
        MojoExecution execution = new MojoExecution(goal, executionId, MojoExecution.Source.LIFECYCLE);
        execution.setConfiguration(configuration);
        return execution;
    }

    private static @Nullable Xpp3Dom value(Parameter parameter, Optional<Xpp3Dom> fromPom, @Nullable Xpp3Dom defaults) {
        Xpp3Dom own = fromPom.map(dom -> dom.getChild(parameter.getName())).orElse(null);
        Xpp3Dom merged = Xpp3Dom.mergeXpp3Dom(own == null ? null : new Xpp3Dom(own), defaults, Boolean.TRUE);
        if (merged != null && merged.getAttribute("implementation") == null && parameter.getImplementation() != null) {
            merged.setAttribute("implementation", parameter.getImplementation());
        }
        return merged;
    }

    private static @Nullable Xpp3Dom defaults(MojoDescriptor goal, Parameter parameter) {
        PlexusConfiguration all = goal.getMojoConfiguration();
        PlexusConfiguration one = all == null ? null : all.getChild(parameter.getName(), false);
        return one == null ? null : copy(one);
    }

    private static Xpp3Dom copy(PlexusConfiguration source) {
        Xpp3Dom dom = new Xpp3Dom(source.getName());
        String value = source.getValue(null);
        if (value != null) {
            dom.setValue(value);
        }
        for (String attribute : source.getAttributeNames()) {
            dom.setAttribute(attribute, source.getAttribute(attribute));
        }
        for (PlexusConfiguration child : source.getChildren()) {
            dom.addChild(copy(child));
        }
        return dom;
    }
}
