package dev.pex.frontend.tflite;

import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.tensor.Tensor;

/** The functions of one int8 value that have no parameters. */
final class FunctionReader implements OperatorReader {
    private final Maker maker;

    FunctionReader(Maker maker) {
        this.maker = maker;
    }

    /** The constructor of the operator. */
    @FunctionalInterface
    interface Maker {
        Operator make(Origin origin, int input, int output);
    }

    /** Reads functions whose results have a fixed quantisation as well. */
    static OperatorReader fixed(Maker maker, float scale, int zeroPoint, String expected) {
        OperatorReader reader = new FunctionReader(maker);
        return operator -> {
            operator.requireOperands(1, 1);
            Tensor output = operator.output();
            operator.requireNumbers(output);
            if (!operator.isReal() && (output.scale() != scale || output.zeroPoint() != zeroPoint)) {
                throw operator.problems()
                        .unsupported(
                                "its output has scale " + output.scale() + " and zero point " + output.zeroPoint(),
                                expected);
            }
            reader.read(operator);
        };
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(1, 1);
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        operator.requireNumbers(input);
        operator.requireNumbers(output);
        operator.add(maker.make(operator.origin(), input.id(), output.id()));
    }
}
