package dev.pex.graph;

import dev.pex.operator.Operator;
import dev.pex.tensor.Tensor;
import java.util.stream.Collectors;

/** Graphs as text, for people and for tests. */
public final class GraphText {
    private GraphText() {}

    /** One line per operator, in order, with its tensors, then one line per tensor, then one per state. */
    public static String of(Graph graph) {
        StringBuilder text = new StringBuilder();
        text.append("network ").append(graph.name());
        text.append(" inputs ").append(graph.inputs());
        text.append(" outputs ").append(graph.outputs()).append('\n');
        for (int i = 0; i < graph.operators().size(); i++) {
            text.append("operator ").append(i).append(": ");
            text.append(line(graph.operators().get(i))).append('\n');
        }
        for (Tensor t : graph.tensors()) {
            text.append("tensor ").append(t.id()).append(" '").append(t.name()).append("' ");
            text.append(t.type()).append(' ').append(t.shape()).append(" as ").append(t.extent());
            t.quantization()
                    .ifPresent(q -> text.append(", scale ")
                            .append(q.scale())
                            .append(", zero point ")
                            .append(q.zeroPoint()));
            if (t.constant().isPresent()) {
                text.append(", constant");
            }
            text.append('\n');
        }
        for (State state : graph.states()) {
            text.append("state ").append(state.tensor()).append(", then ").append(state.next());
            boolean zero = state.equals(State.of(graph.tensor(state.tensor()), state.next()));
            text.append(zero ? "" : ", begins with a value of its own").append('\n');
        }
        return text.toString();
    }

    /** An operator: where it comes from, what it is, the ids of its operands and of its output. */
    public static String line(Operator operator) {
        String operands = operator.inputs().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return operator.origin() + " " + operator.kind().label() + " " + operands + " -> " + operator.output();
    }
}
