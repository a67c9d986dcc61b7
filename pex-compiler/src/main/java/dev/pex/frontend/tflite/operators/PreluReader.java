package dev.pex.frontend.tflite.operators;

import dev.pex.frontend.tflite.file.Limit;
import dev.pex.operator.Prelu;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** PRELU with constant slopes, which may repeat along dimensions of 1. */
final class PreluReader implements OperatorReader {
    private static final Limit CONSTANT = Limit.of("constant alphas");
    private static final Limit VIEW =
            Limit.of("dimensions that fall into three groups of neighbours, each repeated or not");
    private static final Form FORM = Form.of(Types.COMPUTED, CONSTANT, VIEW);

    private static final int OWN = 0;
    private static final int REPEATED = 1;

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(2, 2);
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        operator.require(Types.COMPUTED, input);
        operator.require(Types.COMPUTED, output);
        operator.require(CONSTANT, operator.isConstant(1), () -> "its alpha is computed by the network");
        List<Integer> shape = input.shape();
        if (!output.shape().equals(shape)) {
            throw operator.invalid("its output has the shape " + output.shape() + " but its input " + shape);
        }
        List<Integer> alphas = alphas(operator, shape);
        int[] labels = new int[shape.size()];
        for (int d = 0; d < labels.length; d++) {
            labels[d] = shape.get(d) == 1 ? AxisView.NEUTRAL : alphas.get(d) == 1 ? REPEATED : OWN;
        }
        AxisView view = operator.require(
                VIEW,
                AxisView.separating(shape, labels),
                () -> "its alpha " + alphas + " repeats along scattered dimensions of " + shape);
        Tensor source = operator.viewed(input, view.extent(shape));
        Tensor alpha = operator.constant(1, view.extent(alphas));
        operator.require(Types.COMPUTED, alpha);
        Tensor made = operator.staging(output, view.extent(shape));
        operator.add(new Prelu(operator.origin(), source.id(), alpha.id(), made.id()));
        operator.deliver(made, output);
    }

    /** The dimensions of alpha, as many as the input has. */
    private static List<Integer> alphas(OperatorContext operator, List<Integer> shape) {
        List<Integer> declared = operator.shape(1);
        List<Integer> alphas = new ArrayList<>(Collections.nCopies(Math.max(0, shape.size() - declared.size()), 1));
        alphas.addAll(declared);
        boolean fits = alphas.size() == shape.size();
        for (int d = 0; fits && d < shape.size(); d++) {
            fits = alphas.get(d) == 1 || alphas.get(d).equals(shape.get(d));
        }
        if (!fits) {
            throw operator.invalid("its alpha has the shape " + declared + ", which does not broadcast to " + shape);
        }
        return alphas;
    }
}
