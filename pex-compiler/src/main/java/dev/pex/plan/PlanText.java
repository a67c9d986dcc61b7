package dev.pex.plan;

import dev.pex.graph.Graph;

/** Plans as text, for people and for tests. */
public final class PlanText {
    private PlanText() {}

    /** The schedule with the memory that each step touches, then the memory map. */
    public static String of(Graph graph, Plan plan) {
        StringBuilder text = new StringBuilder();
        text.append("plan of ")
                .append(plan.network())
                .append(" for ")
                .append(plan.target().id());
        text.append(": ").append(plan.arenaBytes()).append(" bytes, alignment ");
        text.append(plan.arenaAlignment()).append('\n');
        for (int s = 0; s < plan.steps().size(); s++) {
            Step step = plan.steps().get(s);
            text.append("step ").append(s).append(": ");
            text.append(graph.operators().get(step.operator()).origin());
            text.append(' ').append(step.part());
            text.append(", live ").append(LiveBytes.during(plan, s)).append('\n');
        }
        for (Buffer b : plan.buffers()) {
            text.append("buffer ").append(b.id()).append(": [");
            text.append(b.offset()).append(", ").append(b.end()).append("), steps ");
            text.append(b.firstStep()).append("..").append(b.lastStep());
            text.append(", ").append(b.content()).append('\n');
        }
        plan.placements().forEach((tensor, p) -> {
            text.append("tensor ")
                    .append(tensor)
                    .append(" '")
                    .append(graph.tensor(tensor).name());
            text.append("': buffer ").append(p.buffer()).append(" + ").append(p.offset());
            text.append(", rows of ")
                    .append(p.rowStride())
                    .append(" bytes, keeps ")
                    .append(p.rows());
            text.append(" of ").append(graph.tensor(tensor).extent().rows()).append('\n');
        });
        return text.toString();
    }
}
