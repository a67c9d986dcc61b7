package dev.pex.quant;

import dev.pex.graph.Graph;
import dev.pex.operator.HardSwish;
import dev.pex.operator.LeakyRelu;
import dev.pex.operator.Logistic;
import dev.pex.operator.Prelu;
import dev.pex.operator.Relu;
import dev.pex.operator.ReluN1To1;
import dev.pex.operator.TableFunction;
import dev.pex.operator.Tanh;
import dev.pex.quant.ArithmeticLimits.Violation;
import dev.pex.tensor.Tensor;
import java.util.Optional;

/** The limits of functions of one value, and of PRELU: outside of them a shift of the reference is undefined. */
final class FunctionLimits {
    /** A difference of two bytes, scaled by less, stays in int32. */
    private static final double LARGEST_FACTOR = 1 << 23;

    /** The same for the product of two such differences. */
    private static final double LARGEST_SLOPE = 1 << 15;

    private FunctionLimits() {}

    static Optional<Violation> violation(Graph graph, TableFunction function) {
        Tensor in = graph.tensor(function.input());
        Tensor out = graph.outputOf(function);
        if (function instanceof Logistic || function instanceof Tanh) {
            return within("its input scale", in.scale(), 0x1p-28, 0x1p35, "from 2^-28 to 2^35");
        }
        if (function instanceof Relu || function instanceof ReluN1To1) {
            return identity(FunctionTables.identityFactor(in, out));
        }
        if (function instanceof LeakyRelu leaky) {
            float slope = FunctionTables.slopeFactor(in, out, leaky.alpha());
            return identity(FunctionTables.identityFactor(in, out))
                    .or(() -> within("the factor of negative values", slope, 0, LARGEST_FACTOR, "below 2^23"));
        }
        if (function instanceof HardSwish) {
            return within(
                            "the quotient of its scales / 128",
                            HardSwishFormula.outputFactor(in, out),
                            0x1p-16,
                            1,
                            "from 2^-16 to 1")
                    .or(() -> within(
                            "its input scale * 256 / 3",
                            HardSwishFormula.gateFactor(in),
                            0x1p-16,
                            0x1p31,
                            "from 2^-16 to 2^31"));
        }
        return Optional.empty();
    }

    static Optional<Violation> violation(Graph graph, Prelu prelu) {
        Tensor in = graph.tensor(prelu.input());
        double identity = (double) in.scale() / graph.outputOf(prelu).scale();
        double slope = (double) in.scale()
                * graph.tensor(prelu.alpha()).scale()
                / graph.outputOf(prelu).scale();
        return identity(identity)
                .or(() -> within("the factor of negative values", slope, 0, LARGEST_SLOPE, "below 2^15"));
    }

    private static Optional<Violation> identity(double factor) {
        return within("the quotient of its scales", factor, 0, LARGEST_FACTOR, "below 2^23");
    }

    private static Optional<Violation> within(
            String what, double value, double lowest, double highest, String supported) {
        return value >= lowest && value < highest
                ? Optional.empty()
                : Optional.of(new Violation(false, what + " is " + value, supported));
    }
}
