package dev.pex.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.tensor.ElementType;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccumulatorTest {
    @Test
    void accumulatorsFollowFromTheTypeOfWhatIsSummedUp() {
        assertThat(Accumulator.ofSums(ElementType.INT8)).isEqualTo(Accumulator.INT32);
        assertThat(Accumulator.ofSums(ElementType.INT16).bytes()).isEqualTo(8);
        assertThatThrownBy(() -> Accumulator.ofSums(ElementType.FLOAT32)).hasMessageContaining("FLOAT32");
    }

    @Test
    void sumsHaveAccumulatorsAndAMaximumHasNone() {
        Origin origin = new Origin(0, "TEST", "t");
        assertThat(new Mean(origin, 0, 1, List.of()).accumulatorBytes(5)).isEqualTo(20);
        assertThat(new ReduceMax(origin, 0, 1, List.of()).accumulatorBytes(5)).isZero();
        assertThat(new ReduceMin(origin, 0, 1, List.of()).accumulatorBytes(5)).isZero();
    }
}
