package dev.pex.transform;

import dev.pex.graph.Graph;
import dev.pex.graph.GraphText;
import dev.pex.operator.Operator;
import java.util.ArrayList;
import java.util.List;

/**
 * A network after all rewrite rules.
 *
 * @param graph equal to the network before to the last bit
 * @param rewrites what the rules did, in order
 */
public record Rewritten(Graph graph, List<Rewrite> rewrites) {
    public Rewritten {
        rewrites = List.copyOf(rewrites);
    }

    /** These rewrites and then those of another run, which began with this graph. */
    public Rewritten then(Rewritten next) {
        List<Rewrite> all = new ArrayList<>(rewrites);
        all.addAll(next.rewrites);
        return new Rewritten(next.graph, all);
    }

    /**
     * The rewrites as text, for people and for tests: a line with the number and the rule of each, one line for each operator
     * that it removed ({@code -}), and one for each that it added ({@code +}). Tensors have the ids of the network before.
     */
    public String toText() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rewrites.size(); i++) {
            Rewrite rewrite = rewrites.get(i);
            text.append("rewrite ")
                    .append(i)
                    .append(": ")
                    .append(rewrite.rule())
                    .append('\n');
            append(text, "  - ", rewrite.removed());
            append(text, "  + ", rewrite.added());
        }
        return rewrites.isEmpty() ? "no rewrite\n" : text.toString();
    }

    private static void append(StringBuilder text, String sign, List<Operator> operators) {
        operators.forEach(o -> text.append(sign).append(GraphText.line(o)).append('\n'));
    }
}
