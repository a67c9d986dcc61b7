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
 * Estimates the arena of a smaller network from the plan of this one: the live bytes at each step shrink as the tensors would.
 * Nothing is scheduled again. The smaller network's own plan can be smaller than the estimate, because its best schedule may
 * be another one.
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
     * The estimated arena when inputs, and all tensors that follow from them, keep a fraction of their rows and columns. Empty
     * when that saves nothing.
     *
     * @param rows above 0, at most 1
     * @param columns above 0, at most 1
     */
    public OptionalLong withResolution(double rows, double columns) {
        return arena(new Shrink.Resolution(graph, live.aliasSets(), rows, columns));
    }

    /**
     * The estimated arena when all layers keep a fraction of their channels. Inputs, outputs and tensors that have the same
     * channels as those keep all. Empty when that saves nothing.
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
            // Bytes that tensors share count twice in both sums; they are assumed to shrink like the others.
            double ratio = before[i] == 0 ? 0 : after[i] / before[i];
            most = Math.max(most, ratio * liveBytes.during(i + Buffer.BEFORE));
        }
        long arena = (long) Math.ceil(most * plan.arenaBytes() / Math.max(1, liveBytes.peak()));
        return arena < plan.arenaBytes() ? OptionalLong.of(arena) : OptionalLong.empty();
    }

    /** Adds accumulators, which shrink as their output does. */
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

    /** Adds scratch, which is assumed to stay: what it depends on differs from kernel to kernel. */
    private void addScratch(double[] before, double[] after) {
        plan.scratch().forEach((step, id) -> {
            before[step - Buffer.BEFORE] += plan.buffers().get(id).bytes();
            after[step - Buffer.BEFORE] += plan.buffers().get(id).bytes();
        });
    }
}
