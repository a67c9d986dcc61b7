package dev.pex.testing;

import dev.pex.executor.GraphExecutor;
import dev.pex.graph.Graph;
import dev.pex.graph.State;
import dev.pex.operator.Concatenation;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.operator.Slice;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.PerAxis;
import java.util.ArrayList;
import java.util.List;

/** Small networks that keep states, written by hand, and what they compute. */
public final class StatefulGraphs {
    private StatefulGraphs() {}

    /** All of them. */
    public static List<Graph> all() {
        return List.of(sum(), window(), twoStates());
    }

    /** The sum of all inputs so far is the state; its mean is the output. */
    public static Graph sum() {
        Graphs g = new Graphs();
        int input = g.tensor(4, 4, 2);
        int state = g.tensor(4, 4, 2);
        int sum = g.add(state, input);
        Graph graph = g.graph(List.of(input, state), List.of(g.mean(sum)));
        return withStates(graph, List.of(State.of(graph.tensor(state), sum)));
    }

    /** The state is the last three rows; a convolution of five rows looks at them and at two new ones. */
    public static Graph window() {
        Graphs g = new Graphs();
        int input = g.tensor(2, 4, 2);
        int state = g.tensor(3, 4, 2);
        int rows = g.tensor(5, 4, 2);
        int next = g.tensor(3, 4, 2);
        int output = g.tensor(5, 4, 2);
        Graph outline = g.graph(List.of(input, state, rows, next, output), List.of());
        List<Operator> operators = List.of(
                new Concatenation(new Origin(0, "CONCATENATION", "rows"), List.of(state, input), rows, Axis.ROWS),
                new Slice(new Origin(1, "SLICE", "next"), rows, next, new PerAxis(2, 0, 0), new PerAxis(1, 1, 1)),
                depthwise(rows, output));
        Graph graph = new Graph("window", outline.tensors(), operators, List.of(input, state), List.of(output));
        byte[] initial = new byte[graph.tensor(state).bytes()];
        for (int i = 0; i < initial.length; i++) {
            initial[i] = (byte) (7 * i - 50);
        }
        return withStates(graph, List.of(new State(state, next, Bytes.copyOf(initial))));
    }

    private static Operator depthwise(int from, int to) {
        Graphs g = new Graphs();
        int out = g.depthwise(g.tensor(5, 4, 2), 3);
        return g.graph(List.of(0), List.of(out)).operators().get(0).withTensors(List.of(from), to);
    }

    /** One state is the input of the last inference, the other that of the one before; both are read late. */
    public static Graph twoStates() {
        Graphs g = new Graphs();
        int input = g.tensor(6, 3, 2);
        int last = g.tensor(6, 3, 2);
        int older = g.tensor(6, 3, 2);
        int nextLast = g.depthwise(input, 3);
        int nextOlder = g.depthwise(last, 1);
        int sum = g.add(nextLast, last);
        int output = g.add(g.depthwise(sum, 3), older);
        Graph graph = g.graph(List.of(input, last, older), List.of(output, nextLast));
        return withStates(
                graph, List.of(State.of(graph.tensor(last), nextLast), State.of(graph.tensor(older), nextOlder)));
    }

    /** A network in which some inputs are states. */
    public static Graph withStates(Graph graph, List<State> states) {
        List<Integer> inputs = new ArrayList<>(graph.inputs());
        states.forEach(state -> inputs.remove(Integer.valueOf(state.tensor())));
        return new Graph(graph.name(), graph.tensors(), graph.operators(), inputs, graph.outputs(), states);
    }

    /** The outputs at several inferences, one after the other: states are inputs and outputs of each. */
    public static List<List<byte[]>> run(Graph graph, List<List<byte[]>> inferences) {
        List<Integer> inputs = new ArrayList<>(graph.inputs());
        List<Integer> outputs = new ArrayList<>(graph.outputs());
        List<byte[]> states = new ArrayList<>();
        for (State state : graph.states()) {
            inputs.add(state.tensor());
            outputs.add(state.next());
            states.add(state.initial().toArray());
        }
        Graph open = new Graph(graph.name(), graph.tensors(), graph.operators(), inputs, outputs);
        List<List<byte[]>> all = new ArrayList<>();
        for (List<byte[]> inference : inferences) {
            List<byte[]> given = new ArrayList<>(inference);
            given.addAll(states);
            List<byte[]> made = GraphExecutor.run(open, given);
            all.add(made.subList(0, graph.outputs().size()));
            states = made.subList(graph.outputs().size(), made.size());
        }
        return all;
    }

    /** Random inputs of several inferences. */
    public static List<List<byte[]>> inferences(Graph graph, int count, long seed) {
        List<List<byte[]>> inferences = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            inferences.add(RandomNetworks.randomInputs(graph, seed * 100 + i));
        }
        return inferences;
    }
}
