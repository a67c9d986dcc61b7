package dev.pex.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ElementTypeTest {
    @Test
    void widthsAndRangesAgree() {
        for (ElementType type : ElementType.values()) {
            if (type.isInteger()) {
                long values = (long) type.highest() - type.lowest() + 1;
                assertThat(values).as("values of %s", type).isEqualTo(1L << (8 * type.bytes()));
                assertThat(type.contains(type.lowest())).isTrue();
                assertThat(type.contains(type.highest())).isTrue();
            }
        }
        assertThat(ElementType.INT16.contains(32768)).isFalse();
        assertThat(ElementType.UINT8.contains(-1)).isFalse();
        assertThat(ElementType.FLOAT32.contains(0)).isFalse();
    }

    @Test
    void filtersSayWhatTypeTheirWeightsHave() {
        Bytes six = Bytes.copyOf(new byte[6]);
        assertThat(new Filter(six, Floats.copyOf(1f), 0).type()).isEqualTo(ElementType.INT8);
        assertThat(new Filter(six, Floats.copyOf(1f), 0).count()).isEqualTo(6);
        assertThat(new Filter(ElementType.INT16, six, Floats.copyOf(1f), 0).count())
                .isEqualTo(3);
        Bytes five = Bytes.copyOf(new byte[5]);
        assertThatThrownBy(() -> new Filter(ElementType.INT16, five, Floats.copyOf(1f), 0))
                .hasMessage("5 bytes of weights of INT16");
        assertThatThrownBy(() -> new Filter(ElementType.FLOAT32, six, Floats.copyOf(1f), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
