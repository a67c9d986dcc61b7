package dev.pex.codesign.torch;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.operator.Softmax;
import java.util.Optional;

/**
 * Where the scores of classes are before they become shares: the operand of a final softmax, or the output itself. Losses are
 * computed from them, because the logarithm of a share that is rounded to zero is infinite.
 *
 * @param tensor id of the tensor with one element for each class
 * @param factor what its elements are multiplied by
 */
record ScoreOutput(int tensor, float factor) {

    /**
     * The scores of a network.
     *
     * @throws DiagnosticException when it has several inputs or outputs
     */
    static ScoreOutput of(Graph graph) {
        if (graph.inputs().size() != 1 || graph.outputs().size() != 1) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.UNTRAINABLE,
                    graph.name(),
                    "it has " + graph.inputs().size() + " inputs and "
                            + graph.outputs().size() + " outputs",
                    "a network that is trained takes one input and has one output with a score for each class"));
        }
        int tensor = graph.outputs().get(0);
        Optional<Operator> producer = graph.producer(tensor);
        while (producer.isPresent() && producer.get().isAlias()) {
            producer = graph.producer(producer.get().inputs().get(0));
        }
        return producer.filter(Softmax.class::isInstance)
                .map(Softmax.class::cast)
                .map(softmax -> new ScoreOutput(softmax.input(), softmax.beta()))
                .orElse(new ScoreOutput(tensor, 1));
    }
}
