package dev.pex.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.graph.Macs;
import dev.pex.memory.LayerByLayerPeak;
import dev.pex.plan.InputMode;
import dev.pex.schedule.PartialExecution;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubjectTest {
    /** Budgets are shares of the peak layer by layer. A quarter would ask nobody for channels: docs/STUDY.md says so. */
    @Test
    void aQuarterOfThePeakIsNoTask() {
        for (Subject subject : List.of(Subject.speech(), Subject.images())) {
            Graph int8 = Sizes.int8(subject.network());
            for (InputMode input : InputMode.values()) {
                assertThat(Sizes.arena(int8, PartialExecution.ALL, input))
                        .as(subject.id())
                        .isLessThanOrEqualTo(subject.peak() / 4)
                        .isGreaterThan(row("uniform-tenth").budget(subject));
            }
        }
    }

    @Test
    void figuresOfDenseNetworksAreThoseOfTheCompiler() {
        for (Subject subject : List.of(Subject.speech(), Subject.images(), Subject.inverted(), Subject.person(64))) {
            Graph int8 = Sizes.int8(subject.network());
            assertThat(LayerByLayerPeak.of(int8)).as(subject.id()).isEqualTo(subject.peak());
            for (InputMode input : InputMode.values()) {
                assertThat(Sizes.arena(int8, PartialExecution.ALL, input))
                        .as(subject.id())
                        .isEqualTo(subject.partial(input));
            }
            assertThat(Sizes.flash(int8)).as(subject.id()).isEqualTo(subject.flash());
        }
        assertThat(Macs.of(Subject.person(64).network().graph())).isLessThan(13_000_000);
    }

    /** So that resolutions are compared at the same SRAM. */
    @Test
    void budgetsOfPersonOrNoPersonAreThoseOfTheHighestResolution() {
        for (Subject subject : List.of(Subject.person(48), Subject.person(32))) {
            assertThat(subject.peak()).isEqualTo(Subject.person(64).peak());
            for (InputMode input : InputMode.values()) {
                assertThat(subject.partial(input)).isEqualTo(Subject.person(64).partial(input));
            }
            assertThat(subject.flash()).isEqualTo(Subject.person(64).flash());
        }
    }

    @Test
    void budgetsAreFixed() {
        assertThat(row("uniform-tenth").budget(Subject.speech())).isEqualTo(1_523);
        assertThat(row("uniform-tenth").budget(Subject.images())).isEqualTo(4_681);
        assertThat(row("grown-tenth-streamed").budget(Subject.images()))
                .as("half of what the dense network needs")
                .isEqualTo(4_368);
        assertThat(row("grown-tenth-streamed").budget(Subject.person(32))).isEqualTo(4_681);
        assertThat(row("uniform-tenth").budget(Subject.inverted())).isEqualTo(5_976);
        assertThat(row("compiler-twentieth-streamed").budget(Subject.images())).isEqualTo(2_457);
        assertThat(Row.HALF_WORK.budget(Subject.images())).isEqualTo(49_152);
    }

    private static Row row(String id) {
        return Row.all().stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
    }
}
