package dev.pex.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExtentTest {
    @Test
    void ofShape() {
        assertThat(Extent.ofShape(List.of())).isEqualTo(new Extent(1, 1, 1));
        assertThat(Extent.ofShape(List.of(7))).isEqualTo(new Extent(1, 1, 7));
        assertThat(Extent.ofShape(List.of(1, 7))).isEqualTo(new Extent(1, 1, 7));
        assertThat(Extent.ofShape(List.of(5, 7))).isEqualTo(new Extent(5, 1, 7));
        assertThat(Extent.ofShape(List.of(1, 5, 7))).isEqualTo(new Extent(5, 1, 7));
        assertThat(Extent.ofShape(List.of(3, 5, 7))).isEqualTo(new Extent(3, 5, 7));
        assertThat(Extent.ofShape(List.of(1, 3, 5, 7))).isEqualTo(new Extent(3, 5, 7));
        assertThat(Extent.ofShape(List.of(2, 3, 5, 7))).isEqualTo(new Extent(6, 5, 7));
        assertThat(Extent.ofShape(List.of(1, 2, 3, 5, 7))).isEqualTo(new Extent(6, 5, 7));
    }

    @Test
    void refusesWhatHasNoElementsOrTooMany() {
        assertThatThrownBy(() -> new Extent(1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Extent.ofShape(List.of(1, 1 << 16, 1 << 16, 1)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Extent.ofShape(List.of(2, 1 << 16, 1 << 16, 1, 1)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void indexCountsInMemoryOrder() {
        Extent extent = new Extent(2, 3, 4);
        int next = 0;
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 3; column++) {
                for (int channel = 0; channel < 4; channel++) {
                    assertThat(extent.index(row, column, channel)).isEqualTo(next++);
                }
            }
        }
        assertThat(extent.elements()).isEqualTo(next);
    }

    @Test
    void axes() {
        Extent extent = new Extent(2, 3, 4);
        assertThat(extent.along(Axis.ROWS)).isEqualTo(2);
        assertThat(extent.along(Axis.COLUMNS)).isEqualTo(3);
        assertThat(extent.along(Axis.CHANNELS)).isEqualTo(4);
        for (Axis axis : Axis.values()) {
            assertThat(extent.with(axis, 9).along(axis)).isEqualTo(9);
            assertThat(extent.with(axis, extent.along(axis))).isEqualTo(extent);
        }
        assertThat(extent).hasToString("2x3x4");
    }
}
