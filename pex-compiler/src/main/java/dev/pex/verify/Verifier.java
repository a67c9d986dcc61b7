package dev.pex.verify;

import dev.pex.graph.Dependence;
import dev.pex.graph.Graph;
import dev.pex.kernel.Variants;
import dev.pex.operator.AccessOrder;
import dev.pex.operator.Intake;
import dev.pex.operator.Operator;
import dev.pex.plan.Buffer;
import dev.pex.plan.InPlace;
import dev.pex.plan.Placement;
import dev.pex.plan.Plan;
import dev.pex.schedule.Step;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;

/**
 * Replays a plan step by step against a byte-accurate shadow of the arena. A plan without faults reads
 * at each step exactly the bytes that their producers wrote, and makes every part of every operator's
 * output once.
 */
public final class Verifier {
    private static final int MAXIMUM_FAULTS = 20;

    private final Graph graph;
    private final Plan plan;
    private final Variants variants;
    private final Shadow shadow;
    private final Reservations reservations;
    /** The tensor whose bytes a tensor names: its own, or those of what it is an alias of. */
    private final int[] roots;
    /** By tensor: the operator that has nothing to move to make it. */
    private final Map<Integer, Operator> inPlace = new HashMap<>();
    /** Where the scratch of an operator's first step with some is; the others that can use it have it there, too. */
    private final Map<Integer, Integer> scratchOfOperator = new HashMap<>();
    /** Elements made so far, by tensor. */
    private final BitSet[] made;

    private final AccumulatorCheck accumulators;
    private final List<Fault> faults = new ArrayList<>();

    private Verifier(Graph graph, Plan plan) {
        this.graph = graph;
        this.plan = plan;
        this.variants = Variants.of(graph, plan.tuning());
        this.shadow = new Shadow(plan.arenaBytes());
        this.reservations = new Reservations(plan);
        this.accumulators = new AccumulatorCheck(graph, plan, shadow);
        this.roots = new int[graph.tensors().size()];
        this.made = new BitSet[graph.tensors().size()];
        for (int i = 0; i < roots.length; i++) {
            roots[i] = i;
            made[i] = new BitSet();
        }
        for (int s = 0; s < plan.steps().size(); s++) {
            if (plan.scratch(s).isPresent() && plan.steps().get(s) instanceof Step.Compute step) {
                scratchOfOperator.putIfAbsent(step.operator(), scratchOf(s).offset());
            }
        }
        for (Operator operator : graph.operators()) {
            if (operator.isAlias()) {
                roots[operator.output()] = roots[operator.inputs().get(0)];
            }
        }
        for (int operator : InPlace.operators(graph, plan)) {
            inPlace.put(
                    graph.operators().get(operator).output(), graph.operators().get(operator));
        }
    }

    /** All faults of a plan; after 20 the search ends. */
    public static List<Fault> faults(Graph graph, Plan plan) {
        List<Fault> layout = LayoutCheck.faults(graph, plan);
        return layout.isEmpty() ? new Verifier(graph, plan).run() : layout;
    }

    /**
     * Ends the compilation when a plan has a fault.
     *
     * @throws VerificationException with the faults
     */
    public static void verify(Graph graph, Plan plan) {
        List<Fault> faults = faults(graph, plan);
        if (!faults.isEmpty()) {
            throw new VerificationException(faults);
        }
    }

    private List<Fault> run() {
        reservations.advance(Buffer.BEFORE);
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
        if (step.tensor() >= roots.length
                || !graph.inputs().contains(roots[step.tensor()])
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
        if (step.intake().isPresent() && !intakeExists(operator, step.intake().get())) {
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
        if (inPlace.containsKey(operator.output())) {
            leave(s, operator.output(), step.part());
            return;
        }
        if (step.intake().isEmpty() && overwritesReads(s, operator, step)) {
            noteReaders(s, operator, step.part());
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
        Placement p = plan.placement(tensor);
        int elementBytes = graph.tensor(tensor).type().bytes();
        Extent e = graph.tensor(tensor).extent();
        int root = roots[tensor];
        for (int r = part.rows().start(); r < part.rows().end(); r++) {
            for (int c = part.columns().start(); c < part.columns().end(); c++) {
                int element = e.index(r, c, part.channels().start());
                int address = p.address(r, c, part.channels().start(), elementBytes);
                int bytes = part.channels().size() * elementBytes;
                for (int b = 0; b < bytes; b++) {
                    if (!holds(address + b, root, element * elementBytes + b, elementBytes)) {
                        badRead(s, tensor, element + b / elementBytes, address + b, part);
                        return;
                    }
                    if (!reserved(s, tensor, address + b)) {
                        return;
                    }
                    shadow.noteRead(address + b, s, aliasable ? element + b / elementBytes : Integer.MAX_VALUE);
                }
            }
        }
    }

    private boolean holds(int address, int root, int index, int elementBytes) {
        int tensor = root;
        int element = index / elementBytes;
        Operator mover = inPlace.get(tensor);
        while (mover != null) {
            if (!made[tensor].get(element)) {
                return false;
            }
            InPlace.Element source = InPlace.source(graph, mover, element);
            tensor = roots[source.tensor()];
            element = source.index();
            mover = inPlace.get(tensor);
        }
        return shadow.holds(address, tensor, element * elementBytes + index % elementBytes);
    }

    /** Takes note of a part that is in its place without being written. */
    private void leave(int s, int tensor, Part part) {
        Placement p = plan.placement(tensor);
        int elementBytes = graph.tensor(tensor).type().bytes();
        Extent e = graph.tensor(tensor).extent();
        for (int r = part.rows().start(); r < part.rows().end(); r++) {
            for (int c = part.columns().start(); c < part.columns().end(); c++) {
                for (int k = part.channels().start(); k < part.channels().end(); k++) {
                    if (made[tensor].get(e.index(r, c, k))) {
                        report(Fault.Kind.DOUBLED_PART, s, "element " + e.index(r, c, k) + " of tensor " + tensor);
                        return;
                    }
                    made[tensor].set(e.index(r, c, k));
                    if (!reserved(s, tensor, p.address(r, c, k, elementBytes))) {
                        return;
                    }
                }
            }
        }
    }

    /** Whether the output lies where the step reads: rare, and costly to look into. */
    private boolean overwritesReads(int s, Operator operator, Step.Compute step) {
        Placement p = plan.placement(operator.output());
        int elementBytes = graph.outputOf(operator).type().bytes();
        Part part = step.part();
        int bytes = part.channels().size() * elementBytes;
        for (int r = part.rows().start(); r < part.rows().end(); r++) {
            for (int c = part.columns().start(); c < part.columns().end(); c++) {
                int address = p.address(r, c, part.channels().start(), elementBytes);
                for (int b = 0; b < bytes; b++) {
                    if (shadow.elementRead(address + b, s) != Shadow.NOTHING) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /**
     * Of a kernel that goes pixel by pixel, a byte may be overwritten by the elements of pixels behind the last
     * one that reads it; between windows that lie apart there are bytes that no pixel reads.
     */
    private void noteReaders(int s, Operator operator, Part out) {
        for (int i = 0; i < operator.inputs().size(); i++) {
            if (goesByPixels(operator, i)) {
                Part all = Dependence.read(graph, operator, i, out);
                forEachByte(operator.inputs().get(i), all, address -> shadow.forgetRead(address, s));
            }
        }
        for (int i = 0; i < operator.inputs().size(); i++) {
            if (goesByPixels(operator, i)) {
                noteReaders(s, operator, i, out);
            }
        }
    }

    private boolean goesByPixels(Operator operator, int operand) {
        return graph.tensor(operator.inputs().get(operand)).constant().isEmpty()
                && operator.accessOrder(graph, operand) == AccessOrder.PIXELS;
    }

    private void noteReaders(int s, Operator operator, int operand, Part out) {
        Extent e = graph.outputOf(operator).extent();
        for (int row = out.rows().start(); row < out.rows().end(); row++) {
            for (int column = out.columns().start(); column < out.columns().end(); column++) {
                Part pixel = new Part(new Range(row, row + 1), new Range(column, column + 1), out.channels());
                Part read = Dependence.read(graph, operator, operand, pixel);
                int behindPixel = e.index(row, column, 0) + e.channels();
                forEachByte(operator.inputs().get(operand), read, address -> shadow.noteRead(address, s, behindPixel));
            }
        }
    }

    /** Visits the address of every byte of a part. */
    private void forEachByte(int tensor, Part part, IntConsumer visitor) {
        if (part.isEmpty()) {
            return;
        }
        Placement p = plan.placement(tensor);
        int elementBytes = graph.tensor(tensor).type().bytes();
        for (int r = part.rows().start(); r < part.rows().end(); r++) {
            for (int c = part.columns().start(); c < part.columns().end(); c++) {
                int address = p.address(r, c, part.channels().start(), elementBytes);
                for (int b = 0; b < part.channels().size() * elementBytes; b++) {
                    visitor.accept(address + b);
                }
            }
        }
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
        if (!made[roots[tensor]].get(element)) {
            report(Fault.Kind.READ_BEFORE_WRITE, s, detail);
        } else if (shadow.owner(address) == roots[tensor]) {
            report(Fault.Kind.ROLLING_BUFFER_TOO_SMALL, s, detail);
        } else {
            report(Fault.Kind.OVERLAP, s, detail);
        }
    }

    private void write(int s, int tensor, Part part, boolean byStep) {
        if (!inOneSlice(s, tensor, part)) {
            return;
        }
        Placement p = plan.placement(tensor);
        int elementBytes = graph.tensor(tensor).type().bytes();
        Extent e = graph.tensor(tensor).extent();
        for (int r = part.rows().start(); r < part.rows().end(); r++) {
            for (int c = part.columns().start(); c < part.columns().end(); c++) {
                for (int k = part.channels().start(); k < part.channels().end(); k++) {
                    int element = e.index(r, c, k);
                    if (made[roots[tensor]].get(element)) {
                        report(Fault.Kind.DOUBLED_PART, s, "element " + element + " of tensor " + tensor);
                        return;
                    }
                    made[roots[tensor]].set(element);
                    int address = p.address(r, c, k, elementBytes);
                    for (int b = 0; b < elementBytes; b++) {
                        if (!reserved(s, tensor, address + b)) {
                            return;
                        }
                        if (byStep && shadow.elementRead(address + b, s) > element) {
                            report(
                                    Fault.Kind.ALIASING,
                                    s,
                                    "element " + element + " of tensor " + tensor + " overwrites byte " + (address + b)
                                            + ", which the step reads later");
                            return;
                        }
                        shadow.write(address + b, roots[tensor], element * elementBytes + b);
                    }
                }
            }
        }
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
        if (scratch.bytes() < needed || !scratch.inUse(s) || scratch.offset() != place) {
            report(Fault.Kind.SCRATCH, s, "buffer " + scratch.id() + " for " + needed + " bytes at " + place);
        }
        for (int address = scratch.offset(); address < scratch.end(); address++) {
            if (shadow.elementRead(address, s) != Shadow.NOTHING) {
                report(Fault.Kind.ALIASING, s, "scratch overwrites byte " + address + ", which the step reads");
                return;
            }
            shadow.write(address, Shadow.NOTHING, 0);
        }
    }

    private void checkComplete() {
        for (Operator operator : graph.operators()) {
            int elements = graph.outputOf(operator).extent().elements();
            if (!operator.isAlias() && made[operator.output()].cardinality() != elements) {
                report(
                        Fault.Kind.MISSING_PART,
                        -1,
                        operator.origin() + " made " + made[operator.output()].cardinality() + " of " + elements
                                + " elements");
            }
        }
        reservations.advance(plan.steps().size());
        for (int output : graph.outputs()) {
            if (graph.tensor(output).constant().isEmpty() && faults.isEmpty()) {
                Part whole = Part.whole(graph.tensor(output).extent());
                read(plan.steps().size(), output, whole, false);
            }
        }
    }

    private void report(Fault.Kind kind, int step, String detail) {
        faults.add(new Fault(kind, step, detail));
    }
}
