package dev.pex.alias;

import dev.pex.tensor.Extent;
import java.util.List;

/**
 * The bytes of one tensor, or of several that are aliases of one another. They are placed row by row: each row is a
 * contiguous range of bytes.
 *
 * @param id index in {@link AliasSets#all()}
 * @param root the tensor that an operator makes or that is a network input; the others are aliases of it
 * @param extent rows x columns x channels; every member has the same flat order of elements, and a row of a member is one or
 *     several rows of the alias set
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
