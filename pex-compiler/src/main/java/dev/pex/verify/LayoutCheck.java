package dev.pex.verify;

import dev.pex.graph.Graph;
import dev.pex.graph.State;
import dev.pex.operator.Operator;
import dev.pex.plan.Buffer;
import dev.pex.plan.MemoryRegion;
import dev.pex.plan.Placement;
import dev.pex.plan.Plan;
import dev.pex.schedule.Step;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * Checks what does not depend on the order of steps: sizes, bounds, alignment, ids, and the shape of placements. What it
 * accepts can be replayed: every id exists, and every address of a placed element lies in its memory region.
 */
final class LayoutCheck {
    private final Graph graph;
    private final Plan plan;
    private final Map<String, MemoryRegion> regions = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    /** Tensors whose elements somebody reads or writes under that name. */
    private final Set<Integer> used = new HashSet<>();

    private LayoutCheck(Graph graph, Plan plan) {
        this.graph = graph;
        this.plan = plan;
        used.addAll(graph.outputs());
        for (State state : graph.states()) {
            used.add(state.tensor());
            used.add(state.next());
        }
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
        check.checkRegions();
        for (int id = 0; id < plan.buffers().size(); id++) {
            check.check(id, plan.buffers().get(id));
        }
        graph.tensors().forEach(check::check);
        check.checkKeys();
        check.checkIds("accumulators", plan.accumulators());
        check.checkIds("scratch", plan.scratch());
        if (check.faults.isEmpty()) {
            graph.outputs().forEach(check::checkWhole);
            (plan.streamed() ? List.<Integer>of() : graph.inputs()).forEach(check::checkWhole);
            for (State state : graph.states()) {
                check.checkWhole(state.tensor());
                check.checkWhole(state.next());
            }
        }
        return check.faults.subList(0, Math.min(check.faults.size(), Verifier.MAXIMUM_FAULTS));
    }

    private void checkRegions() {
        long bytes = 0;
        for (MemoryRegion region : plan.allRegions()) {
            if (regions.put(region.name(), region) != null) {
                report(Fault.Kind.OUT_OF_BOUNDS, "two memory regions " + region.name());
            }
            bytes += Math.max(0, region.bytes());
            if (region.bytes() < 0 || bytes > Verifier.LARGEST_ARENA) {
                report(Fault.Kind.OUT_OF_BOUNDS, "memory region " + region.name() + " of " + region.bytes() + " bytes");
            }
            if (region.alignment() < 1 || Integer.bitCount(region.alignment()) != 1) {
                report(
                        Fault.Kind.MISALIGNED,
                        "memory region " + region.name() + " at a multiple of " + region.alignment());
            }
        }
    }

    private void check(int id, Buffer b) {
        if (b.id() != id) {
            report(Fault.Kind.OUT_OF_BOUNDS, "buffer " + id + " has id " + b.id());
        }
        MemoryRegion region = regions.get(b.region());
        if (region == null) {
            report(Fault.Kind.OUT_OF_BOUNDS, "buffer " + id + " in " + b.region());
            return;
        }
        if ((long) b.offset() + b.bytes() > region.bytes()) {
            report(Fault.Kind.OUT_OF_BOUNDS, "buffer " + id + " ends at " + ((long) b.offset() + b.bytes()));
        }
        if (b.alignment() < 1 || b.offset() % b.alignment() != 0 || region.alignment() % b.alignment() != 0) {
            report(Fault.Kind.MISALIGNED, "buffer " + id + " at " + b.offset());
        }
    }

    private void check(Tensor tensor) {
        Placement p = plan.placements().get(tensor.id());
        boolean constant = tensor.constant().isPresent();
        if (p == null) {
            if (!constant && used.contains(tensor.id())) {
                report(Fault.Kind.OUT_OF_BOUNDS, "tensor " + tensor.id() + " has no place");
            }
            return;
        }
        Extent e = tensor.extent();
        MemoryRegion region = regions.get(p.region());
        if (constant || region == null || !isInCells(e, p)) {
            report(
                    Fault.Kind.OUT_OF_BOUNDS,
                    "tensor " + tensor.id() + " of " + e + " in " + p.offsets().size() + " cells of " + p.region());
            return;
        }
        int elementBytes = tensor.type().bytes();
        boolean aligned = p.pixelStride() % elementBytes == 0 && region.alignment() % elementBytes == 0;
        for (int cell = 0; cell < p.offsets().size(); cell++) {
            int channels = Math.min(p.sliceChannels(), e.channels() - cell % p.slices() * p.sliceChannels());
            long end = p.offsets().get(cell) + (e.columns() - 1L) * p.pixelStride() + (long) channels * elementBytes;
            if (p.offsets().get(cell) < 0 || end > region.bytes()) {
                report(Fault.Kind.OUT_OF_BOUNDS, "tensor " + tensor.id() + " ends at " + end);
                return;
            }
            aligned &= p.offsets().get(cell) % elementBytes == 0;
        }
        if (!aligned) {
            report(Fault.Kind.MISALIGNED, "tensor " + tensor.id());
        }
    }

    /** Whether cells are as many as a tensor has rows and slices. */
    private static boolean isInCells(Extent e, Placement p) {
        long slices = ((long) e.channels() + p.sliceChannels() - 1) / p.sliceChannels();
        return slices == p.slices() && p.offsets().size() == e.rows() * slices;
    }

    /** Checks that a tensor which is seen as one array lies in one piece. */
    private void checkWhole(int id) {
        Tensor tensor = graph.tensor(id);
        if (tensor.constant().isPresent()) {
            return;
        }
        Placement p = plan.placement(id);
        int pixelBytes = tensor.extent().channels() * tensor.type().bytes();
        int rowBytes = tensor.extent().columns() * pixelBytes;
        boolean whole = p.slices() == 1
                && (p.pixelStride() == pixelBytes || tensor.extent().columns() == 1);
        for (int row = 0; whole && row < tensor.extent().rows(); row++) {
            whole = p.offsets().get(row) == p.offsets().get(0) + row * rowBytes;
        }
        if (!whole) {
            report(Fault.Kind.IN_PIECES, "tensor " + id + ", which is an input, an output or a state, or becomes one");
        }
    }

    private void checkKeys() {
        for (int tensor : plan.placements().keySet()) {
            if (tensor < 0 || tensor >= graph.tensors().size()) {
                report(Fault.Kind.OUT_OF_BOUNDS, "a place for tensor " + tensor);
            }
        }
    }

    /** Checks that steps name buffers that exist. */
    private void checkIds(String what, SortedMap<Integer, Integer> buffers) {
        buffers.forEach((step, id) -> {
            boolean computes =
                    step >= 0 && step < plan.steps().size() && plan.steps().get(step) instanceof Step.Compute;
            if (!computes || id < 0 || id >= plan.buffers().size()) {
                report(Fault.Kind.BAD_STEP, "step " + step + " has its " + what + " in buffer " + id);
            }
        });
    }

    private void report(Fault.Kind kind, String detail) {
        faults.add(new Fault(kind, -1, detail));
    }
}
