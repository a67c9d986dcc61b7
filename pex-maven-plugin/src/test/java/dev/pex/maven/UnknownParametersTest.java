package dev.pex.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pex.diagnostic.Diagnostic;
import java.util.Optional;
import java.util.Properties;
import org.apache.maven.plugin.descriptor.DuplicateMojoDescriptorException;
import org.apache.maven.plugin.descriptor.DuplicateParameterException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.Test;

class UnknownParametersTest {
    private final UnknownParameters unknown = new UnknownParameters(plugin());

    @Test
    void anElementThatNoGoalHasNamesTheNearest() {
        assertThat(unknown.inPom(configuration("model", "arenaBugdet", "cc")))
                .singleElement()
                .hasToString("PEX-0308 <arenaBugdet> in the configuration of pex-maven-plugin: there is no such"
                        + " parameter, so it has no effect (the nearest is <arenaBudget>)");
        assertThat(unknown.inPom(configuration("pex.model")))
                .singleElement()
                .extracting(Diagnostic::help)
                .isEqualTo("the nearest is <model>");
        // what Maven itself fills is nothing that a user could set
        assertThat(unknown.inPom(configuration("session"))).hasSize(1);
        assertThat(unknown.inPom(Optional.empty())).isEmpty();
    }

    @Test
    void ofPropertiesOnlySlipsCount() {
        assertThat(unknown.onCommandLine(properties("pex.arenabudget", "pex.modell", "pex.model")))
                .extracting(Diagnostic::where, Diagnostic::help)
                .containsExactly(
                        tuple("-Dpex.arenabudget", "the nearest is -Dpex.arenaBudget"),
                        tuple("-Dpex.modell", "the nearest is -Dpex.model"));
        assertThat(unknown.onCommandLine(properties("pex.it.maven3", "pex.cd", "modell", "other")))
                .isEmpty();
    }

    private static Optional<Xpp3Dom> configuration(String... elements) {
        Xpp3Dom configuration = new Xpp3Dom("configuration");
        for (String element : elements) {
            configuration.addChild(new Xpp3Dom(element));
        }
        return Optional.of(configuration);
    }

    private static Properties properties(String... names) {
        Properties properties = new Properties();
        for (String name : names) {
            properties.setProperty(name, "value");
        }
        return properties;
    }

    private static PluginDescriptor plugin() {
        PluginDescriptor plugin = new PluginDescriptor();
        plugin.setGroupId("dev.pex");
        plugin.setArtifactId("pex-maven-plugin");
        try {
            plugin.addMojo(goal("generate", parameter("model", true), parameter("arenaBudget", true)));
            plugin.addMojo(goal("run", parameter("cc", true), parameter("session", false)));
        } catch (DuplicateMojoDescriptorException e) {
            throw new AssertionError(e);
        }
        return plugin;
    }

    private static MojoDescriptor goal(String name, Parameter... parameters) {
        MojoDescriptor goal = new MojoDescriptor();
        goal.setGoal(name);
        try {
            for (Parameter parameter : parameters) {
                goal.addParameter(parameter);
            }
        } catch (DuplicateParameterException e) {
            throw new AssertionError(e);
        }
        return goal;
    }

    private static Parameter parameter(String name, boolean editable) {
        Parameter parameter = new Parameter();
        parameter.setName(name);
        parameter.setEditable(editable);
        parameter.setExpression(editable ? "${pex." + name + "}" : "${" + name + "}");
        return parameter;
    }
}
