package dev.pex.dsltest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.dsl.Conv2d;
import dev.pex.dsl.ModelDefinition;
import dev.pex.dsl.ModelSettings;
import dev.pex.dsl.Network;
import dev.pex.dsl.Shape;
import dev.pex.dsl.bridge.ModelBridge;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What a build gets from the code of models. */
class ModelBridgeTest {
    /** A model with a mistake in its code. */
    public static final class Mistaken implements ModelDefinition {
        @Override
        public ModelSettings settings() {
            return ModelSettings.named("mistaken");
        }

        @Override
        public void define(Network net) {
            net.input("x", Shape.of(1, 4)).conv2d("c", Conv2d.filters(1));
        }
    }

    /** A model whose mistake shows after its code has run. */
    public static final class WithoutOutput implements ModelDefinition {
        @Override
        public ModelSettings settings() {
            return ModelSettings.named("without_output");
        }

        @Override
        public void define(Network net) {
            net.input("x", Shape.of(1, 4)).relu("y");
        }
    }

    private static String what(Class<?> definition) {
        Object[] result = ModelBridge.pexnet(definition.getName(), "demo.Model", Path.of(""));
        String[][] diagnostics = (String[][]) result[2];
        assertThat(diagnostics).hasNumberOfRows(1);
        assertThat(diagnostics[0]).hasSize(5).startsWith("PEX-0406", "ERROR", "demo.Model");
        return diagnostics[0][3];
    }

    @Test
    void mistakesNameTheLineOfTheModel() {
        assertThat(what(Mistaken.class))
                .startsWith("conv2d 'c': its input 'x' has the shape [1, 4]")
                .containsPattern(", at ModelBridgeTest\\.java:\\d+$");
    }

    @Test
    void mistakesOfTheWholeNetworkNameNoLineOfTheBuild() {
        assertThat(what(WithoutOutput.class))
                .startsWith("network 'without_output': it has no output")
                .doesNotContain("at ");
    }
}
