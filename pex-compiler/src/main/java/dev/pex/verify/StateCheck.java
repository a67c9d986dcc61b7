package dev.pex.verify;

import dev.pex.graph.Graph;
import dev.pex.graph.State;
import dev.pex.plan.Buffer;
import dev.pex.plan.Plan;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Sees to it that the bytes of a state hold nothing but the state and its next value, for the whole plan. */
final class StateCheck {
    private static final int FREE = -1;

    private final Graph graph;
    private final Plan plan;
    private final Addresses addresses;
    private final Elements elements;
    /** By address: the index of the state that it belongs to. */
    private final Pages stateAt;

    StateCheck(Graph graph, Plan plan, Addresses addresses, Elements elements) {
        this.graph = graph;
        this.plan = plan;
        this.addresses = addresses;
        this.elements = elements;
        this.stateAt = new Pages(addresses.bytes(), FREE);
    }

    /** Takes the bytes of all states; faults where two share one, or a buffer there does not last. */
    List<Fault> pin() {
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < graph.states().size(); i++) {
            State state = graph.states().get(i);
            int start = addresses.of(state.tensor(), 0);
            int end = start + graph.tensor(state.tensor()).bytes();
            for (int address = start; address < end; address++) {
                if (stateAt.get(address) != FREE) {
                    faults.add(fault(Buffer.BEFORE, "states share byte " + address));
                    return faults;
                }
                stateAt.set(address, i);
            }
            for (Buffer b : plan.buffers()) {
                boolean apart = addresses.end(b) <= start || end <= addresses.start(b);
                boolean lasts = b.firstStep() <= Buffer.BEFORE
                        && b.lastStep() >= plan.steps().size();
                if (!apart && !lasts) {
                    faults.add(fault(Buffer.BEFORE, "buffer " + b.id() + " shares bytes with state " + state.tensor()));
                }
            }
        }
        return faults;
    }

    /** Whether a byte belongs to a state. */
    boolean isPinned(int address) {
        return stateAt.get(address) != FREE;
    }

    /** Whether an element may be at an address: anywhere but in a state, or where the state's next value has it. */
    boolean mayHold(int address, long origin) {
        if (!isPinned(address)) {
            return true;
        }
        State state = graph.states().get(stateAt.get(address));
        Tensor tensor = graph.tensor(state.tensor());
        int distance = address - addresses.of(state.tensor(), 0);
        int index = distance / tensor.type().bytes();
        return distance % tensor.type().bytes() == 0
                && (origin == elements.origin(state.tensor(), index) || origin == elements.origin(state.next(), index));
    }

    static Fault fault(int step, String detail) {
        return new Fault(Fault.Kind.STATE, step, detail);
    }
}
