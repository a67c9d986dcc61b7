package dev.pex.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.diagnostic.Diagnostic;
import java.util.Optional;
import java.util.Properties;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.DuplicateParameterException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfigurationWarningsTest {
    private final MavenProject project = new MavenProject(new Model());

    @Test
    void aPomValueHidesTheCommandLine() {
        assertThat(hidden("from-pom.tflite", "given.tflite"))
                .hasValueSatisfying(d -> assertThat(d.toString())
                        .startsWith("PEX-0302 -Dpex.model=given.tflite: has no effect: the POM says"
                                + " <model>from-pom.tflite"));
    }

    @Test
    void aPomValueThatAsksForTheCommandLineDoesNot() {
        assertThat(hidden("${pex.model}", "given.tflite")).isEmpty();
        assertThat(hidden("given.tflite", "given.tflite")).isEmpty();
        assertThat(hidden("from-pom.tflite", null)).isEmpty();
    }

    @Test
    void aPomValueThatContainsTheCommandLineDoesNot() {
        Plugin plugin = new Plugin();
        plugin.setGroupId("dev.pex");
        plugin.setArtifactId("pex-maven-plugin");
        plugin.setConfiguration(configuration("nets/${pex.model}"));
        Model original = new Model();
        original.setBuild(new Build());
        original.getBuild().addPlugin(plugin);
        project.setOriginalModel(original);

        assertThat(hidden("nets/given.tflite", "given.tflite")).isEmpty();
    }

    @Test
    void configurationOfExecutionsIsNotSeenFromTheCommandLine() {
        Plugin plugin = new Plugin();
        PluginExecution execution = new PluginExecution();
        execution.setId("nets");
        execution.setConfiguration(configuration("a.tflite"));
        plugin.addExecution(execution);
        MojoExecution called = new MojoExecution(goal(), "default-cli");

        assertThat(ConfigurationWarnings.unseenExecutions(called, Optional.of(plugin)))
                .singleElement()
                .extracting(Diagnostic::where)
                .isEqualTo("execution 'nets' of pex-maven-plugin");
        assertThat(ConfigurationWarnings.unseenExecutions(new MojoExecution(goal(), "nets"), Optional.of(plugin)))
                .isEmpty();

        plugin.setConfiguration(configuration("b.tflite"));
        assertThat(ConfigurationWarnings.unseenExecutions(called, Optional.of(plugin)))
                .isEmpty();
    }

    private Optional<Diagnostic> hidden(String inPom, @Nullable String given) {
        MojoExecution execution = new MojoExecution(goal(), "default-cli");
        execution.setConfiguration(configuration(inPom));
        Properties commandLine = new Properties();
        if (given != null) {
            commandLine.setProperty("pex.model", given);
        }
        return Optional.ofNullable(ConfigurationWarnings.hiddenParameters(execution, commandLine, project)
                .get("pex.model"));
    }

    private static Xpp3Dom configuration(String model) {
        Xpp3Dom configuration = new Xpp3Dom("configuration");
        Xpp3Dom child = new Xpp3Dom("model");
        child.setValue(model);
        configuration.addChild(child);
        return configuration;
    }

    private static MojoDescriptor goal() {
        Parameter parameter = new Parameter();
        parameter.setName("model");
        parameter.setExpression("${pex.model}");
        MojoDescriptor goal = new MojoDescriptor();
        goal.setGoal("generate");
        try {
            goal.addParameter(parameter);
        } catch (DuplicateParameterException e) {
            throw new AssertionError(e);
        }
        return goal;
    }
}
