package dev.pex.codesign.prune;

import dev.pex.channels.ChannelGroup;
import dev.pex.channels.ChannelGroups;
import dev.pex.channels.ChannelUnit;
import dev.pex.channels.Kept;
import dev.pex.channels.Narrowing;
import dev.pex.floats.FloatNetwork;
import dev.pex.graph.Graph;
import dev.pex.oracle.Answer;
import dev.pex.oracle.Estimate;
import dev.pex.oracle.PeakOracle;
import dev.pex.oracle.Question;
import dev.pex.quantize.PostTraining;
import dev.pex.quantize.QuantizationOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Has the compiler answer for a float network: the widest one is quantised once, and the groups of channels of both forms are matched.
 * Quantisation may fuse an activation, so that a group of the int8 network has fewer tensors.
 */
public final class NetworkOracle {
    private final List<ChannelGroup> groups;
    private final List<Integer> widths;
    private final PeakOracle oracle;
    private final Question question;
    /** For each group of the int8 network the one of the float network. */
    private final List<Integer> matches;

    private NetworkOracle(List<ChannelGroup> groups, List<Integer> widths, PeakOracle oracle, Question question) {
        this.groups = groups;
        this.widths = widths;
        this.oracle = oracle;
        this.question = question;
        this.matches = oracle.groups().stream().map(this::match).toList();
        if (new TreeSet<>(matches).size() != groups.size() || matches.size() != groups.size()) {
            throw new IllegalStateException(
                    groups.size() + " groups of the float network for " + matches.size() + " of the int8 network");
        }
    }

    /** As the other one, for networks with fewer channels alone. */
    public static NetworkOracle of(FloatNetwork network, List<List<double[]>> samples, Question question) {
        return of(network, samples, question, 1);
    }

    /**
     * An oracle for a float network and those with other widths.
     *
     * @param samples inputs, for scales of any reasonable size; answers do not depend on them
     * @param question how the networks are to be compiled
     * @param growth how many times its width a group may have at most; groups that cannot have more channels keep theirs
     */
    public static NetworkOracle of(
            FloatNetwork network, List<List<double[]>> samples, Question question, double growth) {
        List<ChannelGroup> own = ChannelGroups.of(network.graph());
        List<Integer> widths = own.stream().map(ChannelGroup::width).toList();
        List<Integer> most = new ArrayList<>(widths);
        for (int g = 0; g < most.size(); g++) {
            int wide = (int) (widths.get(g) * growth);
            if (wide > widths.get(g) && canGrow(network.graph(), own, Growth.with(widths, g, wide))) {
                most.set(g, wide);
            }
        }
        FloatNetwork widest = Narrowing.of(network, Kept.wider(network.graph(), own, most));
        var quantized = PostTraining.quantize(widest, samples, QuantizationOptions.defaults());
        List<ChannelGroup> groups = ChannelGroups.of(widest.graph());
        List<Integer> before = groups.stream()
                .map(group -> own.stream().filter(group::isAlike).findFirst().orElseThrow())
                .map(ChannelGroup::width)
                .toList();
        return new NetworkOracle(groups, before, PeakOracle.of(quantized.graph(), question), question);
    }

    private static boolean canGrow(Graph graph, List<ChannelGroup> groups, List<Integer> widths) {
        try {
            Narrowing.of(graph, Kept.wider(graph, groups, widths));
            return true;
        } catch (IllegalArgumentException e) {
            // An operator takes channels in an order that copies would break.
            return false;
        }
    }

    /** How networks are compiled. */
    public Question question() {
        return question;
    }

    /** The groups of the widest float network. */
    public List<ChannelGroup> groups() {
        return groups;
    }

    /** The widths of the network that it was asked for. */
    public List<Integer> widths() {
        return widths;
    }

    /** A quick answer for some widths. */
    public Estimate estimate(List<Integer> widths) {
        return oracle.estimate(matched(widths));
    }

    /** An answer for some widths from a plan that was placed with little work. */
    public Answer brief(List<Integer> widths) {
        return oracle.brief(matched(widths));
    }

    /** The exact answer for some widths. */
    public Answer answer(List<Integer> widths) {
        return oracle.answer(matched(widths));
    }

    private List<Integer> matched(List<Integer> widths) {
        List<Integer> matched = new ArrayList<>();
        for (int group : matches) {
            matched.add(widths.get(group));
        }
        return matched;
    }

    private int match(ChannelGroup quantized) {
        for (int g = 0; g < groups.size(); g++) {
            if (agree(groups.get(g), quantized)) {
                return g;
            }
        }
        throw new IllegalStateException("no group of the float network is " + quantized.name());
    }

    /** Whether all units have the same channels of the tensors that both groups have. */
    private static boolean agree(ChannelGroup a, ChannelGroup b) {
        Set<Integer> shared = new TreeSet<>(a.tensors());
        shared.retainAll(b.tensors());
        if (shared.isEmpty() || a.width() != b.width()) {
            return false;
        }
        for (int u = 0; u < a.width(); u++) {
            ChannelUnit left = a.units().get(u);
            ChannelUnit right = b.units().get(u);
            if (!shared.stream().allMatch(tensor -> left.of(tensor).equals(right.of(tensor)))) {
                return false;
            }
        }
        return true;
    }
}
