package dev.pex.verify;

import dev.pex.graph.Dependence;
import dev.pex.graph.Extent;
import dev.pex.graph.Graph;
import dev.pex.graph.Operator;
import dev.pex.graph.Part;
import dev.pex.graph.Tensor;
import dev.pex.kernel.Kernel;
import dev.pex.plan.Buffer;
import dev.pex.plan.Placement;
import dev.pex.plan.Plan;
import dev.pex.plan.Step;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Replays a plan step by step against a byte-accurate shadow of the arena. A plan without faults reads
 * at each step exactly the bytes that their producers wrote, and makes every part of every operator's
 * output once.
 */
public final class Verifier {
    private static final int MAXIMUM_FAULTS = 20;

    private final Graph graph;
    private final Plan plan;
    private final Shadow shadow;
    /** The tensor whose bytes a tensor names: its own, or those of what it is an alias of. */
    private final int[] roots;
    /** Elements made so far, by tensor. */
    private final BitSet[] made;

    private final List<Fault> faults = new ArrayList<>();

    private Verifier(Graph graph, Plan plan) {
        this.graph = graph;
        this.plan = plan;
        this.shadow = new Shadow(plan.arenaBytes());
        this.roots = new int[graph.tensors().size()];
        this.made = new BitSet[graph.tensors().size()];
        for (int i = 0; i < roots.length; i++) {
            roots[i] = i;
            made[i] = new BitSet();
        }
        for (Operator operator : graph.operators()) {
            if (Kernel.isAlias(operator)) {
                roots[operator.output()] = roots[operator.inputs().get(0)];
            }
        }
    }

    /** All faults of a plan; after 20 the search ends. */
    public static List<Fault> faults(Graph graph, Plan plan) {
        return new Verifier(graph, plan).run();
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
        checkLayout();
        if (!faults.isEmpty()) {
            return faults;
        }
        for (int input : graph.inputs()) {
            write(Buffer.BEFORE, input, Part.whole(graph.tensor(input).extent()), false);
        }
        for (int s = 0; s < plan.steps().size() && faults.size() < MAXIMUM_FAULTS; s++) {
            replay(s, plan.steps().get(s));
        }
        checkComplete();
        return faults;
    }

    private void checkLayout() {
        for (Buffer b : plan.buffers()) {
            if (b.end() > plan.arenaBytes()) {
                report(Fault.Kind.OUT_OF_BOUNDS, -1, "buffer " + b.id() + " ends at " + b.end());
            }
            if (b.offset() % b.alignment() != 0 || plan.arenaAlignment() % b.alignment() != 0) {
                report(Fault.Kind.MISALIGNED, -1, "buffer " + b.id() + " at " + b.offset());
            }
        }
        for (Tensor tensor : graph.tensors()) {
            Placement p = plan.placements().get(tensor.id());
            if (p == null) {
                if (tensor.constant().isEmpty()) {
                    report(Fault.Kind.OUT_OF_BOUNDS, -1, "tensor " + tensor.id() + " has no place");
                }
                continue;
            }
            int elementBytes = tensor.type().bytes();
            Extent e = tensor.extent();
            long end = (long) p.offset()
                    + (Math.min(p.rows(), e.rows()) - 1L) * p.rowStride()
                    + (e.columns() - 1L) * p.pixelStride()
                    + (long) e.channels() * elementBytes;
            if (p.buffer() >= plan.buffers().size()
                    || end > plan.buffers().get(p.buffer()).bytes()) {
                report(Fault.Kind.OUT_OF_BOUNDS, -1, "tensor " + tensor.id() + " leaves its buffer");
                continue;
            }
            int base = plan.buffers().get(p.buffer()).offset() + p.offset();
            boolean aligned = base % elementBytes == 0
                    && p.rowStride() % elementBytes == 0
                    && p.pixelStride() % elementBytes == 0
                    && plan.arenaAlignment() % elementBytes == 0;
            if (!aligned) {
                report(Fault.Kind.MISALIGNED, -1, "tensor " + tensor.id());
            }
        }
    }

    private void replay(int s, Step step) {
        if (step.operator() < 0 || step.operator() >= graph.operators().size()) {
            report(Fault.Kind.BAD_STEP, s, "operator " + step.operator());
            return;
        }
        Operator operator = graph.operators().get(step.operator());
        Extent extent = graph.outputOf(operator).extent();
        if (Kernel.isAlias(operator) || !Part.whole(extent).contains(step.part())) {
            report(Fault.Kind.BAD_STEP, s, operator.origin() + " " + step.part());
            return;
        }
        for (int i = 0; i < operator.inputs().size(); i++) {
            int input = operator.inputs().get(i);
            if (graph.tensor(input).constant().isEmpty()) {
                Part part = Dependence.read(graph, operator, i, step.part());
                boolean aliasable = Kernel.of(operator).bearsAliasing(graph, operator, i);
                read(s, input, part, aliasable);
            }
        }
        checkScratch(s, step, operator);
        write(s, operator.output(), step.part(), true);
    }

    private void read(int s, int tensor, Part part, boolean aliasable) {
        if (part.isEmpty()) {
            return;
        }
        Placement p = plan.placement(tensor);
        int elementBytes = graph.tensor(tensor).type().bytes();
        Extent e = graph.tensor(tensor).extent();
        checkLifetime(s, tensor, p);
        int root = roots[tensor];
        int base = plan.buffers().get(p.buffer()).offset();
        for (int r = part.rows().start(); r < part.rows().end(); r++) {
            for (int c = part.columns().start(); c < part.columns().end(); c++) {
                for (int k = part.channels().start(); k < part.channels().end(); k++) {
                    int element = e.index(r, c, k);
                    int address = base + p.address(r, c, k, elementBytes);
                    for (int b = 0; b < elementBytes; b++) {
                        if (!shadow.holds(address + b, root, element * elementBytes + b)) {
                            badRead(s, tensor, element, address + b, part);
                            return;
                        }
                        shadow.noteRead(address + b, s, aliasable ? element : Integer.MAX_VALUE);
                    }
                }
            }
        }
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
        Placement p = plan.placement(tensor);
        int elementBytes = graph.tensor(tensor).type().bytes();
        Extent e = graph.tensor(tensor).extent();
        checkLifetime(s, tensor, p);
        int base = plan.buffers().get(p.buffer()).offset();
        for (int r = part.rows().start(); r < part.rows().end(); r++) {
            for (int c = part.columns().start(); c < part.columns().end(); c++) {
                for (int k = part.channels().start(); k < part.channels().end(); k++) {
                    int element = e.index(r, c, k);
                    if (made[tensor].get(element)) {
                        report(Fault.Kind.DOUBLED_PART, s, "element " + element + " of tensor " + tensor);
                        return;
                    }
                    made[tensor].set(element);
                    int address = base + p.address(r, c, k, elementBytes);
                    for (int b = 0; b < elementBytes; b++) {
                        if (byStep && shadow.elementRead(address + b, s) > element) {
                            report(
                                    Fault.Kind.ALIASING,
                                    s,
                                    "element " + element + " of tensor " + tensor + " overwrites byte " + (address + b)
                                            + ", which the step reads later");
                            return;
                        }
                        shadow.write(address + b, tensor, element * elementBytes + b);
                    }
                }
            }
        }
    }

    private void checkScratch(int s, Step step, Operator operator) {
        int needed = Kernel.of(operator).scratchBytes(graph, operator, step.part());
        if (step.scratch().isEmpty()) {
            if (needed > 0) {
                report(Fault.Kind.SCRATCH, s, operator.origin() + " needs " + needed + " bytes");
            }
            return;
        }
        Buffer scratch = plan.buffers().get(step.scratch().getAsInt());
        if (scratch.bytes() < needed || !scratch.inUse(s)) {
            report(Fault.Kind.SCRATCH, s, "buffer " + scratch.id() + " for " + needed + " bytes");
        }
        for (int address = scratch.offset(); address < scratch.end(); address++) {
            if (shadow.elementRead(address, s) != Shadow.NOTHING) {
                report(Fault.Kind.ALIASING, s, "scratch overwrites byte " + address + ", which the step reads");
                return;
            }
            shadow.write(address, Shadow.NOTHING, 0);
        }
    }

    private void checkLifetime(int s, int tensor, Placement p) {
        if (!plan.buffers().get(p.buffer()).inUse(s)) {
            report(Fault.Kind.OUTSIDE_LIFETIME, s, "tensor " + tensor + " in buffer " + p.buffer());
        }
    }

    private void checkComplete() {
        for (Operator operator : graph.operators()) {
            int elements = graph.outputOf(operator).extent().elements();
            if (!Kernel.isAlias(operator) && made[operator.output()].cardinality() != elements) {
                report(
                        Fault.Kind.MISSING_PART,
                        -1,
                        operator.origin() + " made " + made[operator.output()].cardinality() + " of " + elements
                                + " elements");
            }
        }
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
