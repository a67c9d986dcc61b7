package dev.pex.codesign.state;

import dev.pex.channels.Kept;
import dev.pex.graph.Graph;
import dev.pex.operator.KeptChannels;
import dev.pex.operator.Weighted;
import dev.pex.tensor.Floats;
import dev.pex.tensor.Ints;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Arrays of numbers, by their places in a network. */
public record Parameters(SortedMap<Slot, Floats> arrays) {
    public Parameters {
        arrays = Collections.unmodifiableSortedMap(new TreeMap<>(arrays));
    }

    /** The array at a place. */
    public Floats at(int operator, Role role) {
        Floats array = arrays.get(new Slot(operator, role));
        if (array == null) {
            throw new IllegalArgumentException("operator " + operator + " has no " + role);
        }
        return array;
    }

    public boolean has(int operator, Role role) {
        return arrays.containsKey(new Slot(operator, role));
    }

    /** Zeros of the same sizes, at some of the places. */
    public Parameters zeros(Predicate<Role> roles) {
        SortedMap<Slot, Floats> zeros = new TreeMap<>();
        arrays.forEach((slot, array) -> {
            if (roles.test(slot.role())) {
                zeros.put(slot, Floats.copyOf(new float[array.size()]));
            }
        });
        return new Parameters(zeros);
    }

    /**
     * The arrays of the network with other channels.
     *
     * @param graph the network before that
     */
    public Parameters withChannels(Graph graph, Kept kept) {
        SortedMap<Slot, Floats> narrow = new TreeMap<>();
        arrays.forEach((slot, array) -> {
            Weighted layer = (Weighted) graph.operators().get(slot.operator());
            KeptChannels channels = kept.of(layer);
            int inputs = graph.tensor(layer.input()).extent().channels();
            Ints indices =
                    slot.role() == Role.FILTER ? layer.keptWeights(array.size(), inputs, channels) : channels.output();
            narrow.put(slot, array.select(indices));
        });
        return new Parameters(narrow);
    }
}
