package dev.pex.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.graph.Macs;
import dev.pex.memory.LayerByLayerPeak;
import dev.pex.plan.InputMode;
import dev.pex.schedule.PartialExecution;
import org.junit.jupiter.api.Test;

class SubjectTest {
    /** Budgets are shares of the peak layer by layer. A quarter would ask nobody for channels: docs/STUDY.md says so. */
    @Test
    void budgetsAreSharesOfThePeak() {
        for (Subject subject : Subject.all()) {
            Graph int8 = Sizes.int8(subject.network());
            if (subject.id().matches("person(48|32)")) {
                assertThat(subject.peak()).isEqualTo(Subject.person(64).peak());
                assertThat(subject.flash()).isEqualTo(Subject.person(64).flash());
                continue;
            }

            assertThat(LayerByLayerPeak.of(int8)).as(subject.id()).isEqualTo(subject.peak());
            assertThat(Sizes.flash(int8)).as(subject.id()).isEqualTo(subject.flash());
            if (subject.id().equals("person64")) {
                assertThat(Macs.of(int8)).isLessThan(13_000_000);
                continue;
            }
            for (InputMode input : InputMode.values()) {
                assertThat(Sizes.arena(int8, PartialExecution.ALL, input))
                        .as(subject.id())
                        .isLessThanOrEqualTo(subject.peak() / 4)
                        .isGreaterThan(row("uniform-tenth").budget(subject));
            }
        }
        assertThat(row("uniform-tenth").budget(Subject.speech())).isEqualTo(1_523);
        assertThat(row("grown-tenth-streamed").budget(Subject.images())).isEqualTo(4_681);
        assertThat(row("compiler-twentieth-streamed").budget(Subject.images())).isEqualTo(2_457);
    }

    private static Row row(String id) {
        return Row.all().stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
    }
}
