package dev.pex.executor;

import dev.pex.graph.Dependence;
import dev.pex.graph.Graph;
import dev.pex.graph.State;
import dev.pex.operator.Intake;
import dev.pex.operator.Operator;
import dev.pex.plan.Buffer;
import dev.pex.plan.MemoryRegion;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final Map<String, byte[]> memory = new HashMap<>();

    private PlanExecutor(Graph graph, Plan plan, byte poison) {
        this.graph = graph;
        this.plan = plan;
        this.poison = poison;
        for (MemoryRegion region : plan.allRegions()) {
            memory.put(region.name(), new byte[region.bytes()]);
        }
    }

    /**
     * The outputs of a network at its first inference.
     *
     * @param inputs one flat array for each of the network's inputs, in order
     * @param poison fills what no step has written
     * @return one flat array for each of the network's outputs, in order
     */
    public static List<byte[]> run(Graph graph, Plan plan, List<byte[]> inputs, byte poison) {
        return runAll(graph, plan, List.of(inputs), poison).get(0);
    }

    /**
     * The outputs of a network at several inferences, one after the other. Only states outlive an inference.
     *
     * @param inferences the inputs of each
     * @param poison fills what no step has written
     * @return the outputs of each
     */
    public static List<List<byte[]>> runAll(Graph graph, Plan plan, List<List<byte[]>> inferences, byte poison) {
        PlanExecutor executor = new PlanExecutor(graph, plan, poison);
        List<byte[]> states =
                graph.states().stream().map(state -> state.initial().toArray()).toList();
        List<List<byte[]>> outputs = new ArrayList<>();
        for (List<byte[]> inputs : inferences) {
            executor.memory.values().forEach(bytes -> Arrays.fill(bytes, poison));
            for (int i = 0; i < states.size(); i++) {
                executor.storeWhole(graph.states().get(i).tensor(), states.get(i));
            }
            outputs.add(executor.run(inputs));
            states = graph.states().stream()
                    .map(state -> executor.loadWhole(state.tensor()))
                    .toList();
        }
        return outputs;
    }

    private List<byte[]> run(List<byte[]> inputs) {
        if (!plan.streamed()) {
            for (int i = 0; i < inputs.size(); i++) {
                int input = graph.inputs().get(i);
                storeWhole(input, inputs.get(i));
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
        for (State state : graph.states()) {
            storeWhole(state.tensor(), loadWhole(state.next()));
        }
        return graph.outputs().stream().map(this::loadWhole).toList();
    }

    private void storeWhole(int tensor, byte[] whole) {
        store(tensor, whole, Part.whole(graph.tensor(tensor).extent()));
    }

    private byte[] loadWhole(int tensor) {
        return load(tensor, Part.whole(graph.tensor(tensor).extent()));
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
        Buffer buffer = plan.buffers().get(plan.accumulator(s).orElseThrow());
        return ByteBuffer.wrap(bytes(buffer.region()), buffer.offset(), elements * Integer.BYTES)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    private void forEachElement(int tensor, Part part, IntConsumer visitor) {
        Extent e = graph.tensor(tensor).extent();
        Pixels.forEach(part, (row, column) -> {
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                visitor.accept(e.index(row, column, k));
            }
        });
    }

    private byte[] bytes(String region) {
        return Objects.requireNonNull(memory.get(region), region);
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
        byte[] bytesOfRegion = bytes(p.region());
        int elementBytes = graph.tensor(tensor).type().bytes();
        Extent e = graph.tensor(tensor).extent();
        int first = part.channels().start();
        int bytes = part.channels().size() * elementBytes;
        for (int r = part.rows().start(); r < part.rows().end(); r++) {
            for (int c = part.columns().start(); c < part.columns().end(); c++) {
                int inArena = p.address(r, c, first, elementBytes);
                int inTensor = e.index(r, c, first) * elementBytes;
                if (fromArena) {
                    System.arraycopy(bytesOfRegion, inArena, whole, inTensor, bytes);
                } else {
                    System.arraycopy(whole, inTensor, bytesOfRegion, inArena, bytes);
                }
            }
        }
    }
}
