package dev.pex.maven.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.compiler.Io;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.kernel.Target;
import dev.pex.quantize.RangeMethod;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChoicesTest {
    @Test
    void knowsValuesByTheirIds() {
        assertThat(Choices.target("pex.target", "generic")).isEqualTo(Target.GENERIC);
        assertThat(Choices.io("model")).isEqualTo(Io.MODEL);
        assertThat(Choices.io("int8")).isEqualTo(Io.INT8);
    }

    @Test
    void listsWhatItKnows() {
        assertThatThrownBy(() -> Choices.target("pex.target", "z80"))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageStartingWith("PEX-0301 pex.target: 'z80' is no target (known: generic");
        assertThatThrownBy(() -> Choices.io("INT8"))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("known: model, int8");
    }

    @Test
    void waysToFindRanges() {
        assertThat(Choices.rangeMethod("min-max")).isEqualTo(new RangeMethod.MinMax());
        assertThat(Choices.rangeMethod("percentile-99.99")).isEqualTo(new RangeMethod.Percentile(99.99));
        assertThat(Choices.rangeMethod("percentile-100")).isEqualTo(new RangeMethod.Percentile(100));
        assertThat(Choices.rangeMethod("mean-square-error")).isEqualTo(new RangeMethod.MeanSquareError());
        for (String wrong :
                List.of("", "percentile", "percentile-", "percentile-50", "percentile-101", "percentile-1e1")) {
            assertThatThrownBy(() -> Choices.rangeMethod(wrong))
                    .isInstanceOf(DiagnosticException.class)
                    .hasMessageStartingWith("PEX-0301 pex.calibrationMethod: '" + wrong + "' is no way to find ranges");
        }
    }
}
