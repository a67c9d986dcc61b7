package dev.pex.plan;

import dev.pex.graph.Part;
import java.util.OptionalInt;

/**
 * One kernel call: an operator makes one part of its output.
 *
 * @param operator index in {@link dev.pex.graph.Graph#operators()}
 * @param part of the output; not empty
 * @param scratch id of the buffer that the kernel may use while it runs
 */
public record Step(int operator, Part part, OptionalInt scratch) {
    public Step {
        if (part.isEmpty()) {
            throw new IllegalArgumentException("empty part of operator " + operator);
        }
    }
}
