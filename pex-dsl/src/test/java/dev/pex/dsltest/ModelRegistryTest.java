package dev.pex.dsltest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.dsl.build.ModelRegistry;
import dev.pex.dsl.build.ModelRegistry.Entry;
import org.junit.jupiter.api.Test;

/** The list of models as a file has it. */
class ModelRegistryTest {
    @Test
    void whatIsWrittenIsRead() {
        String text = "a.B_Network a.B\na.C_D_Network a.C$D\n";
        ModelRegistry registry = ModelRegistry.parse(text);
        assertThat(registry.models())
                .containsExactly(new Entry("a.B_Network", "a.B"), new Entry("a.C_D_Network", "a.C$D"));
        assertThat(registry.text()).isEqualTo(text);
    }

    @Test
    void whatPeopleMayMakeOfIt() {
        assertThat(ModelRegistry.parse("\n a.B \r\n\n").models()).containsExactly(new Entry("a.B", "a.B"));
        assertThat(ModelRegistry.parse("").models()).isEmpty();
    }
}
