package dev.pex.executor;

import dev.pex.graph.Dependence;
import dev.pex.graph.Graph;
import dev.pex.operator.Intake;
import dev.pex.operator.Operator;
import dev.pex.plan.Placement;
import dev.pex.plan.Plan;
import dev.pex.schedule.Step;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

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
        if (!plan.streamed()) {
            for (int i = 0; i < inputs.size(); i++) {
                int input = graph.inputs().get(i);
                store(input, inputs.get(i), Part.whole(graph.tensor(input).extent()));
            }
        }
        for (int s = 0; s < plan.steps().size(); s++) {
            if (plan.steps().get(s) instanceof Step.Compute compute) {
                compute(s, compute);
            } else if (plan.steps().get(s) instanceof Step.Receive receive) {
                Part whole = Part.whole(graph.tensor(receive.tensor()).extent());
                byte[] input = inputs.get(graph.inputs().indexOf(root(receive.tensor())));
                store(receive.tensor(), input, whole.with(Axis.ROWS, receive.rows()));
            }
        }
        return graph.outputs().stream()
                .map(output -> load(output, Part.whole(graph.tensor(output).extent())))
                .toList();
    }

    /** What a tensor is an alias of, or itself. */
    private int root(int tensor) {
        return graph.producer(tensor)
                .filter(Operator::isAlias)
                .map(alias -> root(alias.inputs().get(0)))
                .orElse(tensor);
    }

    private void compute(int s, Step.Compute step) {
        Operator operator = graph.operators().get(step.operator());
        List<byte[]> operands = new ArrayList<>();
        for (int i = 0; i < operator.inputs().size(); i++) {
            Part part = Dependence.read(graph, operator, i, step.part(), step.intake());
            operands.add(load(operator.inputs().get(i), part));
        }
        byte[] output = new byte[graph.outputOf(operator).bytes()];
        if (step.intake().isEmpty()) {
            PartKernels.compute(graph, operator, operands, output, step.part());
            store(operator.output(), output, step.part());
            return;
        }
        Intake intake = step.intake().get();
        int[] values = accumulators(s, step);
        PartKernels.accumulate(graph, operator, operands, values, output, step.part(), intake);
        if (intake.isLast(graph.inputsOf(operator).get(0).extent())) {
            store(operator.output(), output, step.part());
        } else {
            keep(s, step, values);
        }
    }

    /** The accumulators of a step, from the arena: int32 with the lowest byte first, or running maxima. */
    private int[] accumulators(int s, Step.Compute step) {
        int[] values = new int[(int) step.part().elements()];
        if (plan.accumulator(s).isEmpty()) {
            int output = graph.operators().get(step.operator()).output();
            byte[] whole = load(output, step.part());
            int[] next = {0};
            forEachElement(output, step.part(), index -> values[next[0]++] = whole[index]);
            return values;
        }
        bytesOf(s, values.length).asIntBuffer().get(values);
        return values;
    }

    private void keep(int s, Step.Compute step, int[] values) {
        if (plan.accumulator(s).isEmpty()) {
            Tensor output = graph.outputOf(graph.operators().get(step.operator()));
            byte[] whole = new byte[output.bytes()];
            int[] next = {0};
            forEachElement(output.id(), step.part(), index -> whole[index] = (byte) values[next[0]++]);
            store(output.id(), whole, step.part());
            return;
        }
        bytesOf(s, values.length).asIntBuffer().put(values);
    }

    private ByteBuffer bytesOf(int s, int elements) {
        int offset = plan.buffers().get(plan.accumulator(s).orElseThrow()).offset();
        return ByteBuffer.wrap(arena, offset, elements * Integer.BYTES).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    private void forEachElement(int tensor, Part part, IntConsumer visitor) {
        Extent e = graph.tensor(tensor).extent();
        Pixels.forEach(part, (row, column) -> {
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                visitor.accept(e.index(row, column, k));
            }
        });
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
        if (part.isEmpty()) {
            return;
        }
        Placement p = plan.placement(tensor);
        int elementBytes = graph.tensor(tensor).type().bytes();
        Extent e = graph.tensor(tensor).extent();
        int first = part.channels().start();
        int bytes = part.channels().size() * elementBytes;
        for (int r = part.rows().start(); r < part.rows().end(); r++) {
            for (int c = part.columns().start(); c < part.columns().end(); c++) {
                int inArena = p.address(r, c, first, elementBytes);
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
