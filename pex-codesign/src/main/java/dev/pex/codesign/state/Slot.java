package dev.pex.codesign.state;

import java.util.Comparator;

/**
 * The place of an array of numbers in a network.
 *
 * @param operator index of the operator in the graph
 */
public record Slot(int operator, Role role) implements Comparable<Slot> {
    private static final Comparator<Slot> ORDER =
            Comparator.comparingInt(Slot::operator).thenComparing(Slot::role);

    @Override
    public int compareTo(Slot other) {
        return ORDER.compare(this, other);
    }
}
