package dev.pex.plan;

import dev.pex.graph.Graph;
import dev.pex.kernel.Optimize;

/** Plans as text, for people and for tests. */
public final class PlanText {
    private PlanText() {}

    /** The schedule with the live bytes of each step, then buffers, then the placement of each tensor. */
    public static String of(Graph graph, Plan plan) {
        StringBuilder text = new StringBuilder();
        LiveBytes live = LiveBytes.of(plan);
        text.append("plan of ")
                .append(plan.network())
                .append(" for ")
                .append(plan.target().id());
        if (plan.tuning().optimize() != Optimize.BALANCED) {
            text.append(", ").append(plan.tuning().optimize().id());
        }
        text.append(": ").append(plan.arenaBytes()).append(" bytes, alignment ");
        text.append(plan.arenaAlignment()).append('\n');
        for (MemoryRegion r : plan.regions()) {
            text.append("region ").append(r.name()).append(": ").append(r.bytes());
            text.append(" bytes, alignment ").append(r.alignment()).append('\n');
        }
        for (int s = 0; s < plan.steps().size(); s++) {
            text.append("step ").append(s).append(": ");
            text.append(plan.steps().get(s).describe(graph));
            text.append(", live ").append(live.during(s)).append('\n');
        }
        for (Buffer b : plan.buffers()) {
            text.append("buffer ").append(b.id()).append(": [");
            text.append(b.offset()).append(", ").append(b.end()).append("), steps ");
            text.append(b.firstStep()).append("..").append(b.lastStep());
            text.append(", ").append(b.content()).append(in(b.region())).append('\n');
        }
        plan.placements().forEach((tensor, p) -> {
            text.append("tensor ")
                    .append(tensor)
                    .append(" '")
                    .append(graph.tensor(tensor).name());
            text.append("': rows at ").append(p.offsets());
            text.append(", pixels of ").append(p.pixelStride()).append(" bytes");
            text.append(p.slices() == 1 ? "" : ", " + p.slices() + " slices of " + p.sliceChannels() + " channels");
            text.append(in(p.region()));
            text.append('\n');
        });
        graph.states()
                .forEach(state -> text.append("state ")
                        .append(state.tensor())
                        .append(" becomes tensor ")
                        .append(state.next())
                        .append(" after the last step\n"));
        return text.toString();
    }

    private static String in(String region) {
        return region.equals(MemoryRegion.ARENA) ? "" : ", in " + region;
    }
}
