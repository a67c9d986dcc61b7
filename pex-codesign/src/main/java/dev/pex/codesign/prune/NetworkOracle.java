package dev.pex.codesign.prune;

import dev.pex.channels.ChannelGroup;
import dev.pex.channels.ChannelGroups;
import dev.pex.channels.ChannelUnit;
import dev.pex.floats.FloatNetwork;
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
 * Has the compiler answer for a float network: it is quantised once, and the groups of channels of both forms are matched.
 * Quantisation may fuse an activation, so that a group of the int8 network has fewer tensors.
 */
public final class NetworkOracle {
    private final List<ChannelGroup> groups;
    private final PeakOracle oracle;
    private final Question question;
    /** For each group of the int8 network the one of the float network. */
    private final List<Integer> matches;

    private NetworkOracle(List<ChannelGroup> groups, PeakOracle oracle, Question question) {
        this.groups = groups;
        this.oracle = oracle;
        this.question = question;
        this.matches = oracle.groups().stream().map(this::match).toList();
        if (new TreeSet<>(matches).size() != groups.size() || matches.size() != groups.size()) {
            throw new IllegalStateException(
                    groups.size() + " groups of the float network for " + matches.size() + " of the int8 network");
        }
    }

    /**
     * An oracle for a float network and those with fewer channels.
     *
     * @param samples inputs, for scales of any reasonable size; answers do not depend on them
     * @param question how the networks are to be compiled
     */
    public static NetworkOracle of(FloatNetwork network, List<List<double[]>> samples, Question question) {
        var quantized = PostTraining.quantize(network, samples, QuantizationOptions.defaults());
        return new NetworkOracle(
                ChannelGroups.of(network.graph()), PeakOracle.of(quantized.graph(), question), question);
    }

    /** How networks are compiled. */
    public Question question() {
        return question;
    }

    /** The groups of the float network. */
    public List<ChannelGroup> groups() {
        return groups;
    }

    /** The widths of the network as it is. */
    public List<Integer> widths() {
        return groups.stream().map(ChannelGroup::width).toList();
    }

    /** A quick answer for some widths. */
    public Estimate estimate(List<Integer> widths) {
        return oracle.estimate(matched(widths));
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
