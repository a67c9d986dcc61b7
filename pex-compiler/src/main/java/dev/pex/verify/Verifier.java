package dev.pex.verify;

import dev.pex.graph.Dependence;
import dev.pex.graph.Graph;
import dev.pex.graph.State;
import dev.pex.kernel.Variants;
import dev.pex.operator.AccessOrder;
import dev.pex.operator.Intake;
import dev.pex.operator.Operator;
import dev.pex.plan.Buffer;
import dev.pex.plan.Plan;
import dev.pex.schedule.Step;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Replays a plan step by step against a byte-accurate shadow of the arena. A plan without faults reads
 * at each step exactly the bytes that their producers wrote, and makes every part of every operator's
 * output once.
 */
public final class Verifier {
    /** Bytes of the largest arena that is verified; the verifier takes up to 20 bytes for each. */
    public static final int LARGEST_ARENA = 32 << 20;

    static final int MAXIMUM_FAULTS = 20;

    private final Graph graph;
    private final Plan plan;
    private final Variants variants;
    private final Addresses addresses;
    private final StateCheck states;
    private final Shadow shadow;
    private final Reservations reservations;
    private final Elements elements;
    private final PixelOrder pixelOrder;
    /** Tensors that are made without moving anything, though the plan has steps for it. */
    private final Set<Integer> unmoved = new HashSet<>();
    /** Where the scratch of an operator's first step with some is; the others that can use it have it there, too. */
    private final Map<Integer, Integer> scratchOfOperator = new HashMap<>();
    /** Elements made so far, by tensor. */
    private final BitSet[] made;

    private final boolean executed;

    private final AccumulatorCheck accumulators;
    private final List<Fault> faults = new ArrayList<>();

    private Verifier(Graph graph, Plan plan, boolean executed) {
        this.graph = graph;
        this.plan = plan;
        this.variants = Variants.of(graph, plan.tuning());
        this.addresses = new Addresses(graph, plan);
        this.elements = new Elements(graph);
        this.states = new StateCheck(graph, plan, addresses, elements);
        this.shadow = new Shadow(addresses.bytes());
        this.reservations = new Reservations(plan, addresses);
        this.accumulators = new AccumulatorCheck(graph, plan, shadow, reservations, addresses, states);
        this.pixelOrder = new PixelOrder(graph, addresses, shadow);
        this.made = new BitSet[graph.tensors().size()];
        Unmoved places = new Unmoved(graph, plan, addresses, elements);
        for (int t = 0; t < made.length; t++) {
            made[t] = new BitSet();
            if (places.contains(t)) {
                unmoved.add(t);
            }
        }
        this.executed = executed;
        for (int s = 0; s < plan.steps().size(); s++) {
            if (plan.scratch(s).isPresent() && plan.steps().get(s) instanceof Step.Compute step) {
                scratchOfOperator.putIfAbsent(step.operator(), addresses.start(scratchOf(s)));
            }
        }
    }

    /**
     * All faults of a plan; after 20 the search ends. Steps of concatenations and slices whose elements all lie where those
     * lie that they are copies of may be in the plan or not: they have nothing to do.
     *
     * @param graph a network
     * @param plan any plan, also one that was read from a file: whatever it says, no exception comes of it
     */
    public static List<Fault> faults(Graph graph, Plan plan) {
        return faults(graph, plan, false);
    }

    /** All faults of a plan whose steps are all executed: none may copy elements onto themselves. */
    public static List<Fault> faultsWhenExecuted(Graph graph, Plan plan) {
        return faults(graph, plan, true);
    }

    private static List<Fault> faults(Graph graph, Plan plan, boolean executed) {
        List<Fault> layout = LayoutCheck.faults(graph, plan);
        return layout.isEmpty() ? new Verifier(graph, plan, executed).run() : layout;
    }

    /**
     * Ends the compilation when a plan has a fault.
     *
     * @throws VerificationException with the faults
     */
    public static void verify(Graph graph, Plan plan) {
        require(faults(graph, plan));
    }

    /**
     * Ends the compilation when a plan has a fault and all its steps are executed.
     *
     * @throws VerificationException with the faults
     */
    public static void verifyWhenExecuted(Graph graph, Plan plan) {
        require(faultsWhenExecuted(graph, plan));
    }

    private static void require(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw new VerificationException(faults);
        }
    }

    private List<Fault> run() {
        reservations.advance(Buffer.BEFORE);
        faults.addAll(states.pin());
        for (State state : graph.states()) {
            write(
                    Buffer.BEFORE,
                    state.tensor(),
                    Part.whole(graph.tensor(state.tensor()).extent()),
                    false);
        }
        if (!plan.streamed()) {
            for (int input : graph.inputs()) {
                write(Buffer.BEFORE, input, Part.whole(graph.tensor(input).extent()), false);
            }
        }
        for (int s = 0; s < plan.steps().size() && faults.size() < MAXIMUM_FAULTS; s++) {
            reservations.advance(s);
            if (plan.steps().get(s) instanceof Step.Compute compute) {
                compute(s, compute);
            } else if (plan.steps().get(s) instanceof Step.Receive receive) {
                receive(s, receive);
            }
        }
        checkComplete();
        return faults;
    }

    private void receive(int s, Step.Receive step) {
        if (step.tensor() < 0
                || step.tensor() >= made.length
                || !graph.inputs().contains(elements.root(step.tensor()))
                || step.rows().end() > graph.tensor(step.tensor()).extent().rows()) {
            report(Fault.Kind.BAD_STEP, s, "rows " + step.rows() + " of tensor " + step.tensor() + " arrive");
            return;
        }
        Part whole = Part.whole(graph.tensor(step.tensor()).extent());
        write(s, step.tensor(), whole.with(Axis.ROWS, step.rows()), true);
    }

    private void compute(int s, Step.Compute step) {
        if (step.operator() < 0 || step.operator() >= graph.operators().size()) {
            report(Fault.Kind.BAD_STEP, s, "operator " + step.operator());
            return;
        }
        Operator operator = graph.operators().get(step.operator());
        Extent extent = graph.outputOf(operator).extent();
        if (operator.isAlias() || !Part.whole(extent).contains(step.part())) {
            report(Fault.Kind.BAD_STEP, s, operator.origin() + " " + step.part());
            return;
        }
        if (step.intake().isPresent()
                ? !intakeExists(operator, step.intake().get())
                : plan.accumulator(s).isPresent()) {
            report(Fault.Kind.BAD_STEP, s, step.describe(graph));
            return;
        }
        for (int i = 0; i < operator.inputs().size(); i++) {
            int input = operator.inputs().get(i);
            if (graph.tensor(input).constant().isEmpty()) {
                Part part = Dependence.read(graph, operator, i, step.part(), step.intake());
                AccessOrder order = operator.accessOrder(graph, i);
                read(s, input, part, order == AccessOrder.ELEMENTS);
            }
        }
        if (!executed && unmoved.contains(operator.output())) {
            leave(s, operator.output(), step.part());
            return;
        }
        if (step.intake().isEmpty()) {
            pixelOrder.note(s, operator, step);
        }
        checkScratch(s, step, operator);
        if (step.intake().isPresent()) {
            accumulators.take(s, step).ifPresent(faults::add);
        }
        boolean complete = step.intake().isEmpty()
                || step.intake().get().isLast(graph.inputsOf(operator).get(0).extent());
        if (complete) {
            write(s, operator.output(), step.part(), true);
        }
    }

    private boolean intakeExists(Operator operator, Intake intake) {
        Tensor operand = graph.inputsOf(operator).get(0);
        return operand.constant().isEmpty()
                && operator.intakeAxes(graph).contains(intake.axis())
                && intake.range().end() <= operand.extent().along(intake.axis());
    }

    private void read(int s, int tensor, Part part, boolean aliasable) {
        if (part.isEmpty() || !inOneSlice(s, tensor, part)) {
            return;
        }
        int elementBytes = graph.tensor(tensor).type().bytes();
        Extent e = graph.tensor(tensor).extent();
        for (int r = part.rows().start(); r < part.rows().end(); r++) {
            for (int c = part.columns().start(); c < part.columns().end(); c++) {
                for (int k = part.channels().start(); k < part.channels().end(); k++) {
                    int element = e.index(r, c, k);
                    int address = addresses.of(tensor, r, c, k);
                    if (!isRead(s, tensor, element, address, part)) {
                        return;
                    }
                    for (int b = 0; b < elementBytes; b++) {
                        shadow.noteRead(address + b, s, aliasable ? element : Integer.MAX_VALUE);
                    }
                }
            }
        }
    }

    /** Whether an element is found at an address. */
    private boolean isRead(int s, int tensor, int element, int address, Part part) {
        int elementBytes = graph.tensor(tensor).type().bytes();
        long origin = elements.origin(tensor, element);
        for (int b = 0; b < elementBytes; b++) {
            if (!shadow.holds(address + b, Elements.tensor(origin), Elements.index(origin) * elementBytes + b)) {
                badRead(s, tensor, element, address + b, part);
                return false;
            }
            if (!reserved(s, tensor, address + b)) {
                return false;
            }
        }
        return true;
    }

    /** Takes note of a part that is in its place without being written. */
    private void leave(int s, int tensor, Part part) {
        Extent e = graph.tensor(tensor).extent();
        for (int r = part.rows().start(); r < part.rows().end(); r++) {
            for (int c = part.columns().start(); c < part.columns().end(); c++) {
                for (int k = part.channels().start(); k < part.channels().end(); k++) {
                    if (!make(s, tensor, e.index(r, c, k))) {
                        return;
                    }
                }
            }
        }
        read(s, tensor, part, false);
    }

    private boolean make(int s, int tensor, int element) {
        BitSet known = made[elements.root(tensor)];
        if (known.get(element)) {
            report(Fault.Kind.DOUBLED_PART, s, "element " + element + " of tensor " + tensor);
            return false;
        }
        known.set(element);
        return true;
    }

    private boolean inOneSlice(int s, int tensor, Part part) {
        int width = plan.placement(tensor).sliceChannels();
        boolean one = part.channels().start() / width == (part.channels().end() - 1) / width;
        if (!one) {
            report(Fault.Kind.SPLIT_CHANNELS, s, "tensor " + tensor + " " + part + ", slices of " + width);
        }
        return one;
    }

    private boolean reserved(int s, int tensor, int address) {
        if (reservations.reserved(address)) {
            return true;
        }
        report(Fault.Kind.OUTSIDE_LIFETIME, s, "tensor " + tensor + " at byte " + address);
        return false;
    }

    private void badRead(int s, int tensor, int element, int address, Part part) {
        String detail = "element " + element + " of tensor " + tensor + " '"
                + graph.tensor(tensor).name() + "' at byte " + address + ", reading " + part;
        long origin = elements.origin(tensor, element);
        if (!made[elements.root(tensor)].get(element) && !made[Elements.tensor(origin)].get(Elements.index(origin))) {
            report(Fault.Kind.READ_BEFORE_WRITE, s, detail);
        } else if (shadow.owner(address) == Elements.tensor(origin)) {
            report(Fault.Kind.ROLLING_BUFFER_TOO_SMALL, s, detail);
        } else {
            report(Fault.Kind.OVERLAP, s, detail);
        }
    }

    private void write(int s, int tensor, Part part, boolean byStep) {
        if (!inOneSlice(s, tensor, part)) {
            return;
        }
        Extent e = graph.tensor(tensor).extent();
        for (int r = part.rows().start(); r < part.rows().end(); r++) {
            for (int c = part.columns().start(); c < part.columns().end(); c++) {
                for (int k = part.channels().start(); k < part.channels().end(); k++) {
                    int element = e.index(r, c, k);
                    if (!make(s, tensor, element) || !put(s, tensor, element, addresses.of(tensor, r, c, k), byStep)) {
                        return;
                    }
                }
            }
        }
    }

    /** Writes an element, if it may be written. */
    private boolean put(int s, int tensor, int element, int address, boolean byStep) {
        int elementBytes = graph.tensor(tensor).type().bytes();
        long origin = elements.origin(tensor, element);
        for (int b = 0; b < elementBytes; b++) {
            if (!reserved(s, tensor, address + b)) {
                return false;
            }
            if (!states.mayHold(address, origin) || states.isPinned(address) != states.isPinned(address + b)) {
                faults.add(StateCheck.fault(s, "element " + element + " of tensor " + tensor + " at byte " + address));
                return false;
            }
            if (byStep && shadow.elementRead(address + b, s) > element) {
                report(
                        Fault.Kind.ALIASING,
                        s,
                        "element " + element + " of tensor " + tensor + " overwrites byte " + (address + b)
                                + ", which the step reads later");
                return false;
            }
            shadow.write(address + b, Elements.tensor(origin), Elements.index(origin) * elementBytes + b);
        }
        return true;
    }

    /** The buffer of a step that has scratch. */
    private Buffer scratchOf(int s) {
        return plan.buffers().get(plan.scratch(s).orElseThrow());
    }

    private void checkScratch(int s, Step.Compute step, Operator operator) {
        int needed = variants.scratchBytes(step.operator(), step.part(), step.isWhole(graph));
        if (plan.scratch(s).isEmpty()) {
            if (needed > 0 && scratchOfOperator.containsKey(step.operator())) {
                report(Fault.Kind.SCRATCH, s, operator.origin() + " needs " + needed + " bytes");
            }
            return;
        }
        Buffer scratch = scratchOf(s);
        int place = Objects.requireNonNull(scratchOfOperator.get(step.operator()));
        boolean aligned = addresses.isAligned(scratch, Integer.BYTES);
        if (scratch.bytes() < needed || !scratch.inUse(s) || addresses.start(scratch) != place || !aligned) {
            report(Fault.Kind.SCRATCH, s, "buffer " + scratch.id() + " for " + needed + " bytes at " + place);
        }
        for (int address = addresses.start(scratch); address < addresses.end(scratch); address++) {
            if (states.isPinned(address)) {
                faults.add(StateCheck.fault(s, "scratch at byte " + address));
                return;
            }
            if (shadow.elementRead(address, s) != Shadow.NOTHING) {
                report(Fault.Kind.ALIASING, s, "scratch overwrites byte " + address + ", which the step reads");
                return;
            }
            shadow.write(address, Shadow.NOTHING, 0);
        }
    }

    private void checkComplete() {
        for (Operator operator : graph.operators()) {
            int count = made[operator.output()].cardinality();
            boolean left = count == 0 && unmoved.contains(operator.output());
            if (!operator.isAlias() && !left) {
                checkComplete(operator.output(), operator.origin().toString());
            }
        }
        for (int input : graph.inputs()) {
            checkComplete(input, "input " + input);
        }
        for (Buffer b : plan.buffers()) {
            if (b.firstStep() < Buffer.BEFORE || b.lastStep() > plan.steps().size()) {
                report(Fault.Kind.OUTSIDE_LIFETIME, -1, "buffer " + b.id() + " is in use when there are no steps");
            }
        }
        reservations.advance(plan.steps().size());
        keepStates();
        for (int output : graph.outputs()) {
            if (graph.tensor(output).constant().isEmpty() && faults.isEmpty()) {
                Part whole = Part.whole(graph.tensor(output).extent());
                read(plan.steps().size(), output, whole, false);
            }
        }
    }

    /** After the last step each state gets its next value; at the end each must hold it. */
    private void keepStates() {
        int end = plan.steps().size();
        for (State state : graph.states()) {
            Tensor next = graph.tensor(state.next());
            read(end, next.id(), Part.whole(next.extent()), false);
            for (int i = 0; faults.isEmpty() && i < next.extent().elements(); i++) {
                put(end, next.id(), i, addresses.of(state.tensor(), i), false);
            }
        }
        for (State state : graph.states()) {
            Tensor next = graph.tensor(state.next());
            for (int i = 0; faults.isEmpty() && i < next.extent().elements(); i++) {
                isRead(end, next.id(), i, addresses.of(state.tensor(), i), Part.whole(next.extent()));
            }
        }
    }

    private void checkComplete(int tensor, String who) {
        int elements = graph.tensor(tensor).extent().elements();
        int count = made[tensor].cardinality();
        if (count != elements) {
            report(Fault.Kind.MISSING_PART, -1, who + " made " + count + " of " + elements + " elements");
        }
    }

    private void report(Fault.Kind kind, int step, String detail) {
        faults.add(new Fault(kind, step, detail));
    }
}
