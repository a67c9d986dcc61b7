package dev.pex.verify;

import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.plan.Buffer;
import dev.pex.plan.Placement;
import dev.pex.plan.Plan;
import dev.pex.schedule.Step;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks what does not depend on the order of steps: bounds, alignment, and the shape of placements. */
final class LayoutCheck {
    private final Plan plan;
    private final List<Fault> faults = new ArrayList<>();

    /** Tensors whose elements somebody reads or writes under that name. */
    private final Set<Integer> used = new HashSet<>();

    private LayoutCheck(Graph graph, Plan plan) {
        this.plan = plan;
        used.addAll(graph.outputs());
        if (!plan.streamed()) {
            used.addAll(graph.inputs());
        }
        for (Step step : plan.steps()) {
            if (step instanceof Step.Receive receive) {
                used.add(receive.tensor());
            }
        }
        for (Operator operator : graph.operators()) {
            if (!operator.isAlias()) {
                used.addAll(operator.inputs());
                used.add(operator.output());
            }
        }
    }

    static List<Fault> faults(Graph graph, Plan plan) {
        LayoutCheck check = new LayoutCheck(graph, plan);
        plan.buffers().forEach(check::check);
        graph.tensors().forEach(check::check);
        return check.faults;
    }

    private void check(Buffer b) {
        if (b.end() > plan.arenaBytes()) {
            report(Fault.Kind.OUT_OF_BOUNDS, "buffer " + b.id() + " ends at " + b.end());
        }
        if (b.offset() % b.alignment() != 0 || plan.arenaAlignment() % b.alignment() != 0) {
            report(Fault.Kind.MISALIGNED, "buffer " + b.id() + " at " + b.offset());
        }
    }

    private void check(Tensor tensor) {
        Placement p = plan.placements().get(tensor.id());
        if (p == null) {
            if (tensor.constant().isEmpty() && used.contains(tensor.id())) {
                report(Fault.Kind.OUT_OF_BOUNDS, "tensor " + tensor.id() + " has no place");
            }
            return;
        }
        Extent e = tensor.extent();
        int elementBytes = tensor.type().bytes();
        int slices = (e.channels() + p.sliceChannels() - 1) / p.sliceChannels();
        if (slices != p.slices() || p.offsets().size() != e.rows() * slices) {
            report(
                    Fault.Kind.OUT_OF_BOUNDS,
                    "tensor " + tensor.id() + " of " + e + " in " + p.offsets().size() + " cells");
            return;
        }
        boolean aligned = p.pixelStride() % elementBytes == 0 && plan.arenaAlignment() % elementBytes == 0;
        for (int cell = 0; cell < p.offsets().size(); cell++) {
            int channels = Math.min(p.sliceChannels(), e.channels() - cell % slices * p.sliceChannels());
            long end = p.offsets().get(cell) + (e.columns() - 1L) * p.pixelStride() + (long) channels * elementBytes;
            if (p.offsets().get(cell) < 0 || end > plan.arenaBytes()) {
                report(Fault.Kind.OUT_OF_BOUNDS, "tensor " + tensor.id() + " ends at " + end);
                return;
            }
            aligned &= p.offsets().get(cell) % elementBytes == 0;
        }
        if (!aligned) {
            report(Fault.Kind.MISALIGNED, "tensor " + tensor.id());
        }
    }

    private void report(Fault.Kind kind, String detail) {
        faults.add(new Fault(kind, -1, detail));
    }
}
