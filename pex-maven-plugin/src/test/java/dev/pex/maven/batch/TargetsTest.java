package dev.pex.maven.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.diagnostic.DiagnosticException;
import dev.pex.plan.Target;
import org.junit.jupiter.api.Test;

class TargetsTest {
    @Test
    void knowsTargetsByTheirIds() {
        assertThat(Targets.parse("generic")).isEqualTo(Target.GENERIC);
    }

    @Test
    void listsWhatItKnows() {
        assertThatThrownBy(() -> Targets.parse("z80"))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageStartingWith("PEX-0301 pex.target: 'z80' is no target (known: generic");
    }
}
