package dev.pex.emit;

import dev.pex.plan.Buffer;
import dev.pex.plan.Plan;
import dev.pex.schedule.Step;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where operators have their scratch buffers.
 *
 * @param buffers by operator: one of the buffers of its steps, which all begin at the same byte of the arena
 */
record Scratch(SortedMap<Integer, Buffer> buffers) {
    static Scratch of(Plan plan) {
        SortedMap<Integer, Buffer> buffers = new TreeMap<>();
        for (int s = 0; s < plan.steps().size(); s++) {
            OptionalInt id = plan.scratch(s);
            if (plan.steps().get(s) instanceof Step.Compute step && id.isPresent()) {
                Buffer buffer = plan.buffers().get(id.getAsInt());
                Buffer known = buffers.putIfAbsent(step.operator(), buffer);
                if (known != null && known.offset() != buffer.offset()) {
                    throw new IllegalStateException("operator " + step.operator() + " has scratch in two places");
                }
            }
        }
        return new Scratch(buffers);
    }

    /** The arena offset of an operator's scratch, in C. */
    String place(int operator) {
        Buffer buffer = buffers.get(operator);
        return buffer == null ? "PEX_NO_SCRATCH" : buffer.offset() + "u";
    }
}
