package dev.pex.channels;

import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.tensor.Ints;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds the channels of a network that can be removed. {@link ChannelTies} says which channels belong together; nothing here
 * knows a kind of layer. Channels of inputs, outputs and states stay, and so do those that no layer makes.
 */
public final class ChannelGroups {
    private final Graph graph;
    private final Set<Integer> chosen = new HashSet<>();
    private final Set<Integer> fixed = new HashSet<>();

    private ChannelGroups(Graph graph) {
        this.graph = graph;
        for (Operator operator : graph.operators()) {
            if (operator.channelUse().isChosen()) {
                chosen.add(operator.output());
            }
        }
        fixed.addAll(graph.inputs());
        fixed.addAll(graph.outputs());
        graph.states().forEach(state -> {
            fixed.add(state.tensor());
            fixed.add(state.next());
        });
    }

    /** All groups, in the order of their first tensors. */
    public static List<ChannelGroup> of(Graph graph) {
        return new ChannelGroups(graph).find();
    }

    private List<ChannelGroup> find() {
        Map<Map<Integer, Integer>, List<ChannelUnit>> alike = new LinkedHashMap<>();
        for (ChannelUnit unit : units()) {
            if (unit.channels().keySet().stream().noneMatch(fixed::contains)) {
                alike.computeIfAbsent(unit.counts(), counts -> new ArrayList<>())
                        .add(unit);
            }
        }
        List<ChannelGroup> groups = new ArrayList<>();
        for (List<ChannelUnit> units : alike.values()) {
            Optional<Integer> first = units.get(0).channels().keySet().stream()
                    .filter(chosen::contains)
                    .findFirst();
            if (units.size() > 1 && first.isPresent()) {
                groups.add(new ChannelGroup(graph.tensor(first.get()).name(), units));
            }
        }
        return List.copyOf(groups);
    }

    /** All units, in the order of their first channels. */
    private Collection<ChannelUnit> units() {
        ChannelTies ties = ChannelTies.of(graph);
        Map<Integer, SortedMap<Integer, List<Integer>>> members = new LinkedHashMap<>();
        for (int tensor = 0; tensor < graph.tensors().size(); tensor++) {
            int channels = graph.tensor(tensor).extent().channels();
            for (int channel = 0; channel < channels; channel++) {
                members.computeIfAbsent(ties.unit(tensor, channel), unit -> new TreeMap<>())
                        .computeIfAbsent(tensor, id -> new ArrayList<>())
                        .add(channel);
            }
        }
        List<ChannelUnit> units = new ArrayList<>();
        for (SortedMap<Integer, List<Integer>> member : members.values()) {
            SortedMap<Integer, Ints> channels = new TreeMap<>();
            member.forEach((tensor, own) -> channels.put(
                    tensor, Ints.copyOf(own.stream().mapToInt(c -> c).toArray())));
            units.add(new ChannelUnit(channels));
        }
        return units;
    }
}
