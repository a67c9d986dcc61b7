package dev.pex.codesign.describe;

import dev.pex.floats.FloatWeights;
import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.operator.Values;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.util.Map;

/**
 * A network that is described.
 *
 * @param weights of a float network, by index of the operator
 * @param stated how tensors of a float network are to be quantised, by id
 * @param names of its tensors, by id
 */
record Subject(
        Graph graph,
        Form form,
        Map<Integer, FloatWeights> weights,
        Map<Integer, Quantization> stated,
        Map<Integer, String> names) {
    /** More constant elements than this are in the file; in Java only float ones are written. */
    private static final int MOST_WRITTEN = 8;

    /** The name of a value and of the operator that makes it. */
    String name(int tensor) {
        String name = names.get(tensor);
        if (name == null) {
            throw new IllegalStateException("tensor " + tensor + " has no name");
        }
        return name;
    }

    /** Whether the code or the file says how the output of an operator is quantised: nothing else does. */
    boolean choosesQuantization(Operator operator) {
        return operator.values() == Values.COMPUTED
                && operator.fixedQuantization().isEmpty()
                && graph.outputOf(operator).type().isQuantized();
    }

    /** Whether the elements of a constant are in the file. */
    boolean isInFile(Tensor constant) {
        return constant.type() != ElementType.FLOAT32 || constant.extent().elements() > MOST_WRITTEN;
    }
}
