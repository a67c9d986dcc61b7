package dev.pex.alias;

import dev.pex.tensor.Extent;
import java.util.List;

/**
 * Bytes that hold one tensor, or several that are one another's aliases. They are placed in rows: each
 * row is a run of bytes of its own.
 *
 * @param id index in {@link AliasSets#all()}
 * @param root the tensor that is made (or is a network input); the others are aliases of it
 * @param extent rows x columns x channels; the flat order of elements is that of every member, and a row
 *     of a member is one or several rows of the alias set
 * @param elementBytes bytes of an element
 * @param members ids of the tensors, the root first
 */
public record AliasSet(int id, int root, Extent extent, int elementBytes, List<Integer> members) {
    public AliasSet {
        members = List.copyOf(members);
    }

    public int rows() {
        return extent.rows();
    }

    /** Elements of a row. */
    public int rowElements() {
        return extent.columns() * extent.channels();
    }

    public int rowBytes() {
        return rowElements() * elementBytes;
    }
}
