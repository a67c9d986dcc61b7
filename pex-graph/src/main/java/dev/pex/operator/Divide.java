package dev.pex.operator;

import dev.pex.quant.Divided;
import dev.pex.quant.Violation;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Quotient of two tensors: left by right (docs/NUMERICS.md, 7.38). The reference does not define a division by 0, so that the
 * divisor is a constant without zeros.
 */
public record Divide(Origin origin, int left, int right, int output, Activation activation) implements ActivatedBinary {
    @Override
    public Divide with(int left, int right, int output, Activation activation) {
        return new Divide(origin, left, right, output, activation);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.DIVIDE;
    }

    @Override
    public Formula formula() {
        return Formula.DIVIDE;
    }

    /** The quotient; 0 where the divisor is 0, so that ranges are finite until {@link #violation} is reported. */
    @Override
    public double compute(double left, double right) {
        return right == 0 ? 0 : left / right;
    }

    @Override
    public Divided arithmetic(Tensors tensors) {
        Tensor out = tensors.outputOf(this);
        return Divided.of(
                tensors.tensor(left), tensors.tensor(right), out, activation.minimum(out), activation.maximum(out));
    }

    @Override
    public Optional<Violation> violation(Tensors tensors) {
        Tensor divisor = tensors.tensor(right);
        return zeroIn(divisor).or(() -> Divided.violation(tensors.tensor(left), divisor, tensors.outputOf(this)));
    }

    /** Why a tensor, int8 or float32, is no divisor; empty when none of its elements can be 0. */
    public static Optional<Violation> zeroIn(Tensor divisor) {
        String supported = "a constant divisor without zeros; otherwise multiply by a reciprocal";
        if (divisor.constant().isEmpty()) {
            return Violation.unsupported(
                    "its divisor '" + divisor.name() + "' is computed by the network, and may be 0", supported);
        }
        int zeros = (int) IntStream.range(0, divisor.extent().elements())
                .filter(i -> isZero(divisor, i))
                .count();
        return zeros == 0
                ? Optional.empty()
                : Violation.unsupported(
                        "its divisor '" + divisor.name() + "' has elements that are 0"
                                + divisor.quantization()
                                        .map(q -> " at the scale " + q.scale())
                                        .orElse("")
                                + ", " + zeros + " of " + divisor.extent().elements(),
                        supported);
    }

    private static boolean isZero(Tensor divisor, int element) {
        byte[] bytes = divisor.constant().orElseThrow().toArray();
        return divisor.type() == ElementType.FLOAT32
                ? ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getFloat(Float.BYTES * element) == 0
                : bytes[element] == divisor.zeroPoint();
    }
}
