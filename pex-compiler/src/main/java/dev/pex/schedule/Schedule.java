package dev.pex.schedule;

import dev.pex.graph.Graph;
import dev.pex.graph.Part;
import java.util.List;

/**
 * Which operator makes which part of its output, in order. Operators that are aliases do not occur.
 *
 * @param entries every part of every other operator exactly once
 */
public record Schedule(List<Entry> entries) {
    public Schedule {
        entries = List.copyOf(entries);
    }

    /**
     * One kernel call.
     *
     * @param operator index in {@link dev.pex.graph.Graph#operators()}
     * @param part of its output
     */
    public record Entry(int operator, Part part) {}

    /** One line per step, for people and tests. */
    public String toText(Graph graph) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            text.append("step ")
                    .append(i)
                    .append(": ")
                    .append(graph.operators().get(entry.operator()).origin())
                    .append(' ')
                    .append(entry.part())
                    .append('\n');
        }
        return text.toString();
    }
}
