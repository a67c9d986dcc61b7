package dev.pex.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WeightPaddingTest {
    @Test
    void convolutionsWithVectorsReadSixteensOfSmallWindows() {
        Variant variant = new Variant(Kernel.CONV2D_S8, InstructionSet.MVE);
        assertThat(variant.weightPadding(9)).isEqualTo(7);
        assertThat(variant.weightPadding(48)).isEqualTo(0);
        assertThat(variant.weightPadding(49)).isEqualTo(15);
        assertThat(variant.weightPadding(64)).isEqualTo(0);
        assertThat(variant.weightPadding(65))
                .as("a larger window is read no further than it goes")
                .isZero();
    }

    @Test
    void othersReadNothingBehindTheirWeights() {
        for (Kernel kernel : Kernel.values()) {
            for (InstructionSet instructions : InstructionSet.values()) {
                if (kernel != Kernel.CONV2D_S8 || instructions != InstructionSet.MVE) {
                    assertThat(new Variant(kernel, instructions).weightPadding(9))
                            .as(kernel + " " + instructions)
                            .isZero();
                }
            }
        }
    }
}
