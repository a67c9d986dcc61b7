package dev.pex.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** What functions of one value are where the reference defines nothing; vectors hold the rest. */
class TableFunctionTest {
    private static final Origin ORIGIN = new Origin(0, "TEST", "t");

    private static Tensor tensor(int id, double scale, int zeroPoint) {
        Quantization quantization = new Quantization((float) scale, zeroPoint);
        return new Tensor(
                id,
                "t" + id,
                List.of(1, 1),
                new Extent(1, 1, 1),
                ElementType.INT8,
                Optional.of(quantization),
                Optional.empty());
    }

    @Test
    void inverseSquareRootsOfNegativeNumbersAreTheLargest() {
        IntUnaryOperator formula = new Rsqrt(ORIGIN, 0, 1).formula(tensor(0, 0.25, -100), tensor(1, 0.0625, -128));
        assertThat(formula.applyAsInt(-128)).isEqualTo(127);
        assertThat(formula.applyAsInt(-101)).isEqualTo(127);
        assertThat(formula.applyAsInt(-100)).isEqualTo(127);
        // 1 / sqrt(0.25 * 4) is 16 steps.
        assertThat(formula.applyAsInt(-96)).isEqualTo(-128 + 16);
    }

    /** The reference would shift by more than 31. */
    @Test
    void inverseSquareRootsFarBelowAStepAreZero() {
        Rsqrt rsqrt = new Rsqrt(ORIGIN, 0, 1);
        for (int exponent : new int[] {12, 13, 20, 31, 32, 33, 60}) {
            Tensor in = tensor(0, 1, -128);
            Tensor out = tensor(1, Math.scalb(1f, exponent), -7);
            assertThat(rsqrt.violation(in, out)).isEmpty();
            assertThat(rsqrt.formula(in, out).applyAsInt(-127)).isEqualTo(-7);
            assertThat(rsqrt.formula(in, out).applyAsInt(127)).isEqualTo(-7);
        }
    }

    @Test
    void theLargestInverseSquareRootsDoNotWrap() {
        Rsqrt rsqrt = new Rsqrt(ORIGIN, 0, 1);
        Tensor in = tensor(0, 1, -128);
        assertThat(rsqrt.violation(in, tensor(1, 0x1p-29, 0))).isPresent();
        Tensor out = tensor(1, Math.nextUp(0x1p-29f), 127);
        assertThat(rsqrt.violation(in, out)).isEmpty();
        assertThat(rsqrt.formula(in, out).applyAsInt(-127)).isGreaterThan(127);
        assertThat(rsqrt.formula(in, out).applyAsInt(127)).isGreaterThan(127);
    }

    @Test
    void exponentialUnitsSaturate() {
        IntUnaryOperator formula = new Elu(ORIGIN, 0, 1).formula(tensor(0, 1e9, 0), tensor(1, 1e-30, 5));
        assertThat(formula.applyAsInt(1)).isGreaterThan(127);
        assertThat(formula.applyAsInt(0)).isEqualTo(5);
        assertThat(formula.applyAsInt(-1)).isLessThan(-128);
    }
}
