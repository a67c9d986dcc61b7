package dev.pex.maven.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.compiler.Io;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.kernel.Target;
import org.junit.jupiter.api.Test;

class ChoicesTest {
    @Test
    void knowsValuesByTheirIds() {
        assertThat(Choices.target("generic")).isEqualTo(Target.GENERIC);
        assertThat(Choices.io("model")).isEqualTo(Io.MODEL);
        assertThat(Choices.io("int8")).isEqualTo(Io.INT8);
    }

    @Test
    void listsWhatItKnows() {
        assertThatThrownBy(() -> Choices.target("z80"))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageStartingWith("PEX-0301 pex.target: 'z80' is no target (known: generic");
        assertThatThrownBy(() -> Choices.io("INT8"))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("known: model, int8");
    }
}
