package dev.pex.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.quant.Added;
import dev.pex.quant.Arithmetic;
import dev.pex.quant.Arithmetic.Averaged;
import dev.pex.quant.Arithmetic.Normalised;
import dev.pex.quant.Arithmetic.Padded;
import dev.pex.quant.Arithmetic.Pooled;
import dev.pex.quant.Arithmetic.Weighted;
import dev.pex.quant.Divided;
import dev.pex.quant.Multiplied;
import dev.pex.quant.QuantizedMultiplier;
import dev.pex.quant.Squared;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Border;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Floats;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorArithmeticTest {
    private static final Origin ORIGIN = new Origin(0, "TEST", "t");
    private static final Extent ONE = new Extent(1, 1, 1);

    @ParameterizedTest
    @CsvSource({
        "NONE, 0.05, 3, -128, 127",
        "RELU, 0.05, 3, 3, 127",
        "RELU, 0.05, -128, -128, 127",
        "RELU6, 0.05, 3, 3, 123",
        "RELU6, 0.02, -100, -100, 127",
        "RELU_N1_TO_1, 0.05, 3, -17, 23",
        "RELU_N1_TO_1, 0.4, 0, -3, 3",
        "RELU6, 1e-30, 127, 127, 127",
        "RELU_N1_TO_1, 1e-30, -128, -128, 127"
    })
    void activationRange(Activation activation, float scale, int zeroPoint, int minimum, int maximum) {
        Quantization quantization = new Quantization(scale, zeroPoint);
        Window window = Window.valid(1, 1, 1, 1);
        Operator pool = new AveragePool2d(ORIGIN, 0, 1, window, window, activation);
        assertThat(derive(pool, ONE, quantization, quantization)).isEqualTo(new Pooled(minimum, maximum));
    }

    /** The float product of these scales is not their exact product, so the multipliers differ. */
    @Test
    void onlyPerTensorFullyConnectedMultipliesInFloat() {
        Quantization in = new Quantization(0.1f, -4);
        Quantization out = new Quantization(0.7f, 9);
        float weight = 0.3f;
        Weighted perTensor = (Weighted) derive(dense(3, weight), ONE, in, out);
        assertThat(perTensor.inputOffset()).isEqualTo(4);
        assertThat(perTensor.filterOffset()).isEqualTo(-3);
        assertThat(perTensor.outputOffset()).isEqualTo(9);
        QuantizedMultiplier inFloat = QuantizedMultiplier.of((double) (0.1f * 0.3f) / (double) 0.7f);
        QuantizedMultiplier inDouble = QuantizedMultiplier.of((double) 0.1f * (double) 0.3f / (double) 0.7f);
        assertThat(inFloat).isNotEqualTo(inDouble);
        assertThat(perTensor.multipliers()).isEqualTo(Ints.copyOf(inFloat.multiplier()));
        assertThat(perTensor.shifts()).isEqualTo(Ints.copyOf(inFloat.shift()));
        Weighted perChannel = (Weighted) derive(dense(0, weight, weight), ONE, in, out);
        assertThat(perChannel.filterOffset()).isZero();
        assertThat(perChannel.multipliers()).isEqualTo(Ints.copyOf(inDouble.multiplier(), inDouble.multiplier()));
    }

    private static FullyConnected dense(int zeroPoint, float... scales) {
        Filter filter = new Filter(Bytes.copyOf(new byte[scales.length]), Floats.copyOf(scales), zeroPoint);
        return new FullyConnected(ORIGIN, 0, 1, filter, Ints.copyOf(new int[scales.length]), Activation.NONE);
    }

    @Test
    void addHalvesTheOperandOfLargerScale() {
        Added added = (Added) derive(
                new Add(ORIGIN, 0, 0, 1, Activation.NONE), ONE, new Quantization(0.3f, 1), new Quantization(0.4f, 2));
        assertThat(added.left()).isEqualTo(new QuantizedMultiplier(1 << 30, 0));
        assertThat(added.right()).isEqualTo(added.left());
        assertThat(added.leftOffset()).isEqualTo(-1);
        assertThat(added.output().shift()).isEqualTo(-19);
    }

    @Test
    void subtractDividesInFloat() {
        Quantization in = new Quantization(0.3f, 1);
        Quantization out = new Quantization(0.7f, 2);
        Added added = (Added) derive(new Subtract(ORIGIN, 0, 0, 1, Activation.NONE), ONE, in, out);
        QuantizedMultiplier inFloat = QuantizedMultiplier.of((2 * 0.3f) / (0x1p20f * 0.7f));
        QuantizedMultiplier inDouble = QuantizedMultiplier.of((2 * (double) 0.3f) / (0x1p20 * 0.7f));
        assertThat(inFloat).isNotEqualTo(inDouble);
        assertThat(added.output()).isEqualTo(inFloat);
        assertThat(added.left()).isEqualTo(new QuantizedMultiplier(1 << 30, 0));
        assertThat(added.rightOffset()).isEqualTo(-1);
    }

    @Test
    void squaredDifferenceIsInTheSquareOfTwiceTheLargerScale() {
        Quantization in = new Quantization(0.3f, 1);
        Quantization out = new Quantization(0.7f, 2);
        double twice = 2 * (double) 0.3f;
        QuantizedMultiplier half = new QuantizedMultiplier(1 << 30, 0);
        assertThat(derive(new SquaredDifference(ORIGIN, 0, 0, 1), ONE, in, out))
                .isEqualTo(new Squared(
                        7, -1, -1, 2, half, half, QuantizedMultiplier.of(twice * twice / (0x1p14f * 0.7f))));
    }

    @Test
    void multiplyDividesInDouble() {
        Quantization in = new Quantization(0.3f, 1);
        Quantization out = new Quantization(0.7f, 2);
        double factor = (double) 0.3f * (double) 0.3f / (double) 0.7f;
        assertThat(derive(new Multiply(ORIGIN, 0, 0, 1, Activation.RELU), ONE, in, out))
                .isEqualTo(new Multiplied(-1, -1, 2, QuantizedMultiplier.of(factor), 2, 127));
    }

    @Test
    void divideHasAFactorInFloat32() {
        Quantization in = new Quantization(0.3f, 1);
        Quantization out = new Quantization(0.7f, 2);
        assertThat(derive(new Divide(ORIGIN, 0, 0, 1, Activation.RELU), ONE, in, out))
                .isEqualTo(new Divided(-1, -1, 2, QuantizedMultiplier.of(0.3f / (0.3f * 0.7f)), 2, 127));
    }

    @Test
    void sumDoesNotDivideByTheCount() {
        Sum sum = new Sum(ORIGIN, 0, 1, List.of(Axis.CHANNELS, Axis.ROWS, Axis.COLUMNS));
        assertThat(derive(sum, new Extent(3, 1, 2), new Quantization(0.5f, 5), new Quantization(0.5f, 6)))
                .isEqualTo(new Averaged(6, 5, 6, new QuantizedMultiplier(1 << 30, 1)));
    }

    @Test
    void paddingIsTheZeroPointUnlessStated() {
        Border none = new Border(0, 0, 0);
        Quantization q = new Quantization(0.5f, -7);
        Pad pad = new Pad(ORIGIN, 0, 1, none, none);
        assertThat(derive(pad, ONE, q, q)).isEqualTo(new Padded(Bytes.copyOf(new byte[] {-7})));
        Optional<Bytes> value = Optional.of(Bytes.copyOf(new byte[] {9}));
        assertThat(derive(new Pad(ORIGIN, 0, 1, none, none, value), ONE, q, q)).isEqualTo(new Padded(value.get()));
    }

    @ParameterizedTest
    @CsvSource({
        // Powers of two keep the multiplier; others lose the truncated quotient.
        "2, 4, 1, 0.5, 1073741824, -3",
        "3, 1, 1, 1, 715827882, 0",
        "3, 3, 5, 1, 763549741, -4",
        // The shift never falls below -31, at the price of bits of the multiplier.
        "4, 4, 1, 2147483648, 134217728, -31"
    })
    void meanFoldsTheCount(int rows, int columns, int channels, float out, int multiplier, int shift) {
        Mean mean = new Mean(ORIGIN, 0, 1, List.of(Axis.CHANNELS, Axis.ROWS, Axis.COLUMNS));
        Extent extent = new Extent(rows, columns, channels);
        float in = out == 0.5f ? 0.25f : 1f;
        Averaged averaged = (Averaged) derive(mean, extent, new Quantization(in, 5), new Quantization(out, 6));
        assertThat(averaged)
                .isEqualTo(new Averaged(rows * columns * channels, 5, 6, new QuantizedMultiplier(multiplier, shift)));
    }

    @Test
    void softmaxScalesDifferencesToFiveIntegerBits() {
        Quantization out = new Quantization(1f / 256, -128);
        Softmax softmax = new Softmax(ORIGIN, 0, 1, 1f);
        assertThat(derive(softmax, ONE, new Quantization(0.125f, 0), out))
                .isEqualTo(new Normalised(new QuantizedMultiplier(1 << 30, 24), -(31 << 2)));
        assertThat(derive(softmax, ONE, new Quantization(1000f, 0), out))
                .isEqualTo(new Normalised(new QuantizedMultiplier(Integer.MAX_VALUE, 31), 0));
    }

    private static Arithmetic derive(Operator operator, Extent extent, Quantization in, Quantization out) {
        Extent made = operator instanceof FullyConnected dense
                ? new Extent(1, 1, dense.bias().size())
                : ONE;
        Graph graph = new Graph(
                "test",
                List.of(tensor(0, extent, in), tensor(1, made, out)),
                List.of(operator),
                List.of(0),
                List.of(1));
        return operator.arithmetic(graph);
    }

    private static Tensor tensor(int id, Extent extent, Quantization quantization) {
        List<Integer> shape = List.of(1, extent.rows(), extent.columns(), extent.channels());
        return new Tensor(id, "t" + id, shape, extent, ElementType.INT8, Optional.of(quantization), Optional.empty());
    }
}
