package dev.pex.codesign.vary;

import java.util.Set;

/**
 * A part of a network between two of its tensors of the same extent, through which everything goes. Without it, what read its output
 * reads its input.
 *
 * @param input the tensor that it reads
 * @param output the tensor that it makes
 * @param inside the other tensors that it makes
 */
record Block(int input, int output, Set<Integer> inside) {
    Block {
        inside = Set.copyOf(inside);
    }
}
