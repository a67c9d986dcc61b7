package dev.pex.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.memory.LayerByLayerPeak;
import dev.pex.quantize.PostTraining;
import dev.pex.quantize.QuantizationOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubjectTest {
    /** Budgets are shares of this. */
    @Test
    void peaksAreThoseOfTheNetworksLayerByLayer() {
        for (Subject subject : Subject.all()) {
            int elements = subject.network()
                    .graph()
                    .tensor(subject.network().graph().inputs().get(0))
                    .extent()
                    .elements();
            double[] sample = new double[elements];
            for (int i = 0; i < elements; i++) {
                sample[i] = i % 7 - 3;
            }
            Graph int8 = PostTraining.quantize(
                            subject.network(), List.of(List.of(sample)), QuantizationOptions.defaults())
                    .graph();

            assertThat(LayerByLayerPeak.of(int8)).as(subject.id()).isEqualTo(subject.peak());
        }
        assertThat(Row.COMPILER_QUARTER.budget(Subject.speech())).isEqualTo(4_000);
        assertThat(Row.UNIFORM_TENTH.budget(Subject.images())).isEqualTo(4_681);
    }
}
