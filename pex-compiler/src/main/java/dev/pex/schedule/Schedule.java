package dev.pex.schedule;

import dev.pex.graph.Graph;
import java.util.List;

/**
 * All steps in their order. Operators that are aliases have no step.
 *
 * @param steps every part of every other operator exactly once; every row of every network input exactly
 *     once when the input is streamed, and never when it is resident
 */
public record Schedule(List<Step> steps) {
    public Schedule {
        steps = List.copyOf(steps);
    }

    /** One line per step, for people and tests. */
    public String toText(Graph graph) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            text.append("step ").append(i).append(": ");
            text.append(steps.get(i).describe(graph)).append('\n');
        }
        return text.toString();
    }
}
