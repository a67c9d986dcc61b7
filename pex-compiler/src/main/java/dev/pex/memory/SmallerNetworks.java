package dev.pex.memory;

import dev.pex.alias.AliasSet;
import dev.pex.alias.AliasSets;
import dev.pex.graph.Graph;
import dev.pex.memory.LiveTensors.Share;
import dev.pex.plan.Buffer;
import dev.pex.plan.LiveBytes;
import dev.pex.plan.Plan;
import dev.pex.schedule.Step;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * About what arena a smaller network would need: the plan stays, and what it holds at each step shrinks as its
 * tensors would. Nothing is scheduled again. The smaller network's own plan may be smaller still, since it can
 * cut where this one need not.
 */
public final class SmallerNetworks {
    private final Graph graph;
    private final Plan plan;
    private final LiveTensors live;
    private final LiveBytes liveBytes;

    private SmallerNetworks(Graph graph, Plan plan) {
        this.graph = graph;
        this.plan = plan;
        this.live = LiveTensors.of(graph, plan);
        this.liveBytes = LiveBytes.of(plan);
    }

    /** Estimates from a verified plan of a network. */
    public static SmallerNetworks of(Graph graph, Plan plan) {
        return new SmallerNetworks(graph, plan);
    }

    /**
     * About what arena is needed when inputs, and all maps that follow from them, have a part of their rows and
     * a part of their columns. Empty when that saves nothing.
     *
     * @param rows above 0, at most 1
     * @param columns above 0, at most 1
     */
    public OptionalLong withResolution(double rows, double columns) {
        return arena(new Shrink.Resolution(graph, live.aliasSets(), rows, columns));
    }

    /**
     * About what arena is needed when all layers make a part of their channels; inputs and outputs keep theirs,
     * and so does what only passes them on. Empty when that saves nothing.
     *
     * @param part above 0, below 1
     */
    public OptionalLong withChannels(double part) {
        return arena(new Shrink.Channels(ChannelTies.of(graph, live.aliasSets()), part));
    }

    private OptionalLong arena(Shrink shrink) {
        double[] before = new double[plan.steps().size() + 2];
        double[] after = new double[before.length];
        for (AliasSet aliasSet : live.aliasSets().all()) {
            List<Share> shares = live.of(aliasSet);
            for (int i = 0; i < before.length; i++) {
                before[i] += shares.get(i).bytes();
                after[i] += shrink.remaining(aliasSet, shares.get(i));
            }
        }
        addAccumulators(before, after, shrink);
        addScratch(before, after);
        double most = 0;
        for (int i = 0; i < before.length; i++) {
            // Bytes that tensors share count twice in these sums: they are taken to shrink like the rest.
            double ratio = before[i] == 0 ? 0 : after[i] / before[i];
            most = Math.max(most, ratio * liveBytes.during(i + Buffer.BEFORE));
        }
        long arena = (long) Math.ceil(most * plan.arenaBytes() / Math.max(1, liveBytes.peak()));
        return arena < plan.arenaBytes() ? OptionalLong.of(arena) : OptionalLong.empty();
    }

    /** Accumulators shrink as the output does for which they are. */
    private void addAccumulators(double[] before, double[] after, Shrink shrink) {
        AliasSets aliasSets = live.aliasSets();
        Set<Integer> counted = new TreeSet<>();
        plan.accumulators().forEach((step, id) -> {
            if (counted.add(id) && plan.steps().get(step) instanceof Step.Compute compute) {
                Buffer buffer = plan.buffers().get(id);
                Share share = new Share(buffer.bytes(), buffer.bytes(), buffer.bytes(), true, true);
                int output = graph.operators().get(compute.operator()).output();
                double remaining = shrink.remaining(aliasSets.of(output), share);
                for (int s = buffer.firstStep(); s <= buffer.lastStep(); s++) {
                    before[s - Buffer.BEFORE] += buffer.bytes();
                    after[s - Buffer.BEFORE] += remaining;
                }
            }
        });
    }

    /** Scratch is taken to stay: what it depends on differs from kernel to kernel. */
    private void addScratch(double[] before, double[] after) {
        plan.scratch().forEach((step, id) -> {
            before[step - Buffer.BEFORE] += plan.buffers().get(id).bytes();
            after[step - Buffer.BEFORE] += plan.buffers().get(id).bytes();
        });
    }
}
