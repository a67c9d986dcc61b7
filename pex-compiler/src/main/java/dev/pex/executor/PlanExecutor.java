package dev.pex.executor;

import dev.pex.graph.Bytes;
import dev.pex.graph.Dependence;
import dev.pex.graph.Extent;
import dev.pex.graph.Graph;
import dev.pex.graph.Operator;
import dev.pex.graph.Part;
import dev.pex.graph.Tensor;
import dev.pex.plan.Placement;
import dev.pex.plan.Plan;
import dev.pex.plan.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Executes a plan step by step in an arena of bytes, as the generated C does. Each kernel is given only
 * the part of its operands that the dependence table claims, and poison everywhere else: a plan or a
 * table that is wrong gives other outputs than {@link GraphExecutor}.
 */
public final class PlanExecutor {
    private final Graph graph;
    private final Plan plan;
    private final byte poison;
    private final byte[] arena;

    private PlanExecutor(Graph graph, Plan plan, byte poison) {
        this.graph = graph;
        this.plan = plan;
        this.poison = poison;
        this.arena = new byte[plan.arenaBytes()];
        Arrays.fill(arena, poison);
    }

    /**
     * The outputs of a network.
     *
     * @param inputs one flat array for each of the network's inputs, in order
     * @param poison fills what no step has written
     * @return one flat array for each of the network's outputs, in order
     */
    public static List<byte[]> run(Graph graph, Plan plan, List<byte[]> inputs, byte poison) {
        return new PlanExecutor(graph, plan, poison).run(inputs);
    }

    private List<byte[]> run(List<byte[]> inputs) {
        for (int i = 0; i < inputs.size(); i++) {
            int input = graph.inputs().get(i);
            store(input, inputs.get(i), Part.whole(graph.tensor(input).extent()));
        }
        for (Step step : plan.steps()) {
            Operator operator = graph.operators().get(step.operator());
            List<byte[]> operands = new ArrayList<>();
            for (int i = 0; i < operator.inputs().size(); i++) {
                Part part = Dependence.read(graph, operator, i, step.part());
                operands.add(load(operator.inputs().get(i), part));
            }
            byte[] output = new byte[graph.outputOf(operator).bytes()];
            PartKernels.compute(graph, operator, operands, output, step.part());
            store(operator.output(), output, step.part());
        }
        return graph.outputs().stream()
                .map(output -> load(output, Part.whole(graph.tensor(output).extent())))
                .toList();
    }

    private byte[] load(int tensor, Part part) {
        Tensor t = graph.tensor(tensor);
        if (t.constant().isPresent()) {
            return t.constant().map(Bytes::toArray).orElseThrow();
        }
        byte[] whole = new byte[t.bytes()];
        Arrays.fill(whole, poison);
        copy(tensor, whole, part, true);
        return whole;
    }

    private void store(int tensor, byte[] whole, Part part) {
        copy(tensor, whole, part, false);
    }

    private void copy(int tensor, byte[] whole, Part part, boolean fromArena) {
        Placement p = plan.placement(tensor);
        int base = plan.buffers().get(p.buffer()).offset();
        int elementBytes = graph.tensor(tensor).type().bytes();
        Extent e = graph.tensor(tensor).extent();
        int first = part.channels().start();
        int bytes = part.channels().size() * elementBytes;
        for (int r = part.rows().start(); r < part.rows().end(); r++) {
            for (int c = part.columns().start(); c < part.columns().end(); c++) {
                int inArena = base + p.address(r, c, first, elementBytes);
                int inTensor = e.index(r, c, first) * elementBytes;
                if (fromArena) {
                    System.arraycopy(arena, inArena, whole, inTensor, bytes);
                } else {
                    System.arraycopy(whole, inTensor, arena, inArena, bytes);
                }
            }
        }
    }
}
