package dev.pex.frontend.tflite.operators;

import dev.pex.diagnostic.Code;
import dev.pex.operator.Origin;
import dev.pex.operator.TableFunction;
import dev.pex.tensor.Tensor;
import java.util.Optional;

/** The functions of one value that have no parameters. */
final class FunctionReader implements OperatorReader {
    private static final Form FORM = Form.of(Types.COMPUTED);

    private final Maker maker;
    private final Optional<FixedOutput> fixed;

    private FunctionReader(Maker maker, Optional<FixedOutput> fixed) {
        this.maker = maker;
        this.fixed = fixed;
    }

    /** Reads functions whose results may have any quantisation. */
    FunctionReader(Maker maker) {
        this(maker, Optional.empty());
    }

    /** Reads functions whose results have a fixed quantisation. */
    static FunctionReader fixed(Maker maker, FixedOutput output) {
        return new FunctionReader(maker, Optional.of(output));
    }

    /** The constructor of the operator. */
    @FunctionalInterface
    interface Maker {
        TableFunction make(Origin origin, int input, int output);
    }

    @Override
    public Form form() {
        return fixed.map(FORM::and).orElse(FORM);
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(1, 1);
        fixed.ifPresent(quantization -> quantization.check(operator, operator.output()));
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        operator.require(Types.COMPUTED, input, output);
        TableFunction function = maker.make(operator.origin(), input.id(), output.id());
        operator.add(function);
        function.caution(input, output)
                .ifPresent(caution -> operator.warn(Code.UNSUPPORTED_FORM, caution.what(), caution.advice()));
    }
}
