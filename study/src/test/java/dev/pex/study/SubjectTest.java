package dev.pex.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.memory.LayerByLayerPeak;
import dev.pex.plan.InputMode;
import dev.pex.schedule.PartialExecution;
import org.junit.jupiter.api.Test;

class SubjectTest {
    /** Budgets are shares of the peak layer by layer. A quarter asks nobody for channels: docs/STUDY.md says so. */
    @Test
    void budgetsAreSharesOfThePeak() {
        for (Subject subject : Subject.all()) {
            Graph int8 = Sizes.int8(subject.network());

            assertThat(LayerByLayerPeak.of(int8)).as(subject.id()).isEqualTo(subject.peak());
            assertThat(Sizes.arena(int8, PartialExecution.ALL, InputMode.STREAMED))
                    .as(subject.id())
                    .isLessThanOrEqualTo(Row.COMPILER_QUARTER.budget(subject))
                    .isGreaterThan(Row.COMPILER_TENTH.budget(subject));
        }
        assertThat(Row.COMPILER_QUARTER.budget(Subject.speech())).isEqualTo(4_000);
        assertThat(Row.UNIFORM_TENTH.budget(Subject.images())).isEqualTo(4_681);
    }
}
