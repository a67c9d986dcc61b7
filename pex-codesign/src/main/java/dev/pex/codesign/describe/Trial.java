package dev.pex.codesign.describe;

import dev.pex.array.NumberArray;
import dev.pex.array.NumberType;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.dsl.DslException;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.dsl.weights.WeightFile;
import dev.pex.dsl.weights.WeightLayout;
import dev.pex.floats.FloatNetwork;
import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetReader;
import dev.pex.pexnet.PexnetWriter;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Makes the calls for a network, to know what the builder refuses and which shapes it gives. An operator that the builder
 * cannot express is replaced by an input, so that the others after it are tried too.
 */
final class Trial {
    private static final String SUBSTITUTE = "/substitute";

    /** A method of Java has at most 64 KiB, of which each element of an array takes up to ten bytes. */
    private static final int MOST_ARGUMENTS = 2000;

    private final Subject subject;
    private final LayerCalls layers;
    private final NavigableMap<String, NumberArray> arrays;
    private final Network network;
    private final Map<Integer, Node> nodes = new HashMap<>();
    private final List<Statement> statements = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int madeInputs;
    private boolean hasOutput;

    private Trial(Subject subject, String weightsFile) {
        this.subject = subject;
        this.layers = new LayerCalls(subject);
        this.arrays = new TreeMap<>(LearntArrays.of(subject));
        this.network =
                Network.named(subject.graph().name()).weights(new WeightFile(weightsFile, WeightLayout.TFLITE, arrays));
    }

    /**
     * Makes all calls.
     *
     * @param weightsFile for messages
     * @throws dev.pex.diagnostic.DiagnosticException for weights that the builder refuses
     */
    static Trial of(Subject subject, String weightsFile) {
        Trial trial = new Trial(subject, weightsFile);
        trial.make();
        trial.compareAttributes();
        if (trial.problems.isEmpty()) {
            trial.compare();
        }
        return trial;
    }

    /** What makes each value, in an order in which it can be made. */
    List<Statement> statements() {
        return Collections.unmodifiableList(statements);
    }

    /** What the builder cannot express, in the order of the operators; empty when the calls make the network. */
    List<String> problems() {
        return Collections.unmodifiableList(problems);
    }

    /** The arrays that the calls look up. */
    NavigableMap<String, NumberArray> arrays() {
        return Collections.unmodifiableNavigableMap(arrays);
    }

    private void make() {
        Graph graph = subject.graph();
        if (!graph.states().isEmpty()) {
            problems.add("network '" + graph.name() + "': it keeps a state");
        }
        for (Operator operator : graph.operators()) {
            operator.inputs().forEach(this::inputsUpTo);
            operator.inputs().stream()
                    .filter(operand -> !nodes.containsKey(operand))
                    .map(graph::tensor)
                    .filter(operand -> operand.constant().isPresent())
                    .forEach(operand ->
                            attempt(operand.id(), "constant '" + operand.name() + "'", () -> constant(operand)));
            if (operator.inputs().stream().allMatch(nodes::containsKey)) {
                attempt(operator.output(), operator.origin().toString(), () -> layer(operator));
            } else {
                substitute(operator.output());
            }
        }
        graph.inputs().forEach(this::inputsUpTo);
        for (int output : graph.outputs()) {
            attempt("output '" + graph.tensor(output).name() + "'", () -> output(output));
        }
    }

    /** Makes an input and those before it; each comes where it is first read, as far as their order allows it. */
    private void inputsUpTo(int tensor) {
        List<Integer> inputs = subject.graph().inputs();
        for (int next = inputs.indexOf(tensor); madeInputs <= next; madeInputs++) {
            int input = inputs.get(madeInputs);
            String name = subject.graph().tensor(input).name();
            attempt(input, "input '" + name + "'", () -> input(input));
        }
    }

    private void attempt(int tensor, String place, Runnable step) {
        if (!attempt(place, step)) {
            substitute(tensor);
        }
    }

    private boolean attempt(String place, Runnable step) {
        try {
            step.run();
            return true;
        } catch (NotExpressible e) {
            problems.add(place + ": " + e.why());
        } catch (DslException e) {
            problems.add(place + ": the builder refuses it: " + e.what());
        }
        return false;
    }

    /** Puts an input in the place of a value that has no call; nothing where the builder has no input for it. */
    private void substitute(int tensor) {
        Tensor stood = subject.graph().tensor(tensor);
        String name = subject.name(tensor) + SUBSTITUTE;
        try {
            Shape shape = Shapes.of(stood);
            nodes.put(
                    tensor,
                    subject.form() == Form.QUANTIZED_BY_CODE && stood.type() != ElementType.FLOAT32
                            ? network.input(name, shape, LayerCalls.quantized(stood))
                            : network.input(name, shape));
        } catch (NotExpressible | DslException e) {
            // The operators after it are not tried; it has been reported itself.
            nodes.remove(tensor);
        }
    }

    private void input(int id) {
        Tensor tensor = subject.graph().tensor(id);
        String name = subject.name(id);
        Shape shape = Shapes.of(tensor);
        if (subject.form() != Form.QUANTIZED_BY_CODE) {
            requireType(tensor, subject.form() == Form.FLOAT ? ElementType.FLOAT32 : ElementType.INT8);
            add(new Statement(id, OptionalInt.empty(), List.of(Invocation.of("input", name, shape))));
        } else if (tensor.type() == ElementType.FLOAT32) {
            add(new Statement(id, OptionalInt.empty(), List.of(Invocation.of("floatInput", name, shape))));
        } else if (tensor.quantization().isEmpty()) {
            Invocation call = Invocation.of("input", name, shape, tensor.type());
            add(new Statement(id, OptionalInt.empty(), List.of(call)));
        } else {
            Invocation call = Invocation.of("input", name, shape, LayerCalls.quantized(tensor));
            add(new Statement(id, OptionalInt.empty(), List.of(call)));
        }
    }

    private void constant(Tensor tensor) {
        String name = subject.name(tensor.id());
        Shape shape = Shapes.of(tensor);
        Invocation call;
        if (!subject.isInFile(tensor)) {
            call = Invocation.of("constant", name, shape, floats(tensor));
        } else if (tensor.type() == ElementType.FLOAT32 || subject.form() == Form.QUANTIZED_BY_FILE) {
            requireType(tensor, ElementType.FLOAT32, ElementType.INT8);
            call = Invocation.of("parameter", name, shape);
        } else {
            call = Invocation.of("parameter", name, shape, LayerCalls.quantized(tensor));
        }
        add(new Statement(tensor.id(), OptionalInt.empty(), List.of(call)));
    }

    private static float[] floats(Tensor tensor) {
        return new NumberArray(
                        List.of(tensor.extent().elements()),
                        NumberType.FLOAT32,
                        tensor.constant().orElseThrow())
                .floats();
    }

    private static void requireType(Tensor tensor, ElementType... allowed) {
        if (!List.of(allowed).contains(tensor.type())) {
            throw new NotExpressible("it is " + tensor.type());
        }
    }

    private void layer(Operator operator) {
        Invocation call = operator.accept(layers);
        if (call.size() > MOST_ARGUMENTS) {
            throw new NotExpressible("its call has more than " + MOST_ARGUMENTS + " arguments");
        }
        add(new Statement(operator.output(), OptionalInt.of(operator.inputs().get(0)), List.of(call)));
    }

    private void output(int id) {
        Node node = nodes.get(id);
        if (node == null || node.name().endsWith(SUBSTITUTE)) {
            // Its producer has been reported.
            return;
        }
        network.output(node);
        hasOutput = true;
    }

    /** Makes the calls of a statement; declares the shape anew where the builder gives another one. */
    private void add(Statement statement) {
        Statement made = statement;
        Node node = call(statement);
        Tensor tensor = subject.graph().tensor(statement.tensor());
        if (!node.shape().extent().equals(tensor.extent())) {
            throw new NotExpressible("the builder makes " + node.shape().extent() + " of it, not " + tensor.extent());
        }
        Shape shape = Shapes.of(tensor);
        if (!node.shape().equals(shape)) {
            made = made.then(Invocation.of("shaped", shape));
            node = node.shaped(shape);
        }
        if (subject.form() == Form.QUANTIZED_BY_CODE
                && !node.quantized()
                        .map(q -> new Quantization(q.scale(), q.zeroPoint()))
                        .equals(tensor.quantization())) {
            throw new NotExpressible("the builder gives its output another quantisation");
        }
        Quantization stated = subject.stated().get(statement.tensor());
        if (stated != null) {
            Quantized quantized = Quantized.int8(stated.scale(), stated.zeroPoint());
            made = made.then(Invocation.of("quantizedAs", quantized));
            node = node.quantizedAs(quantized);
        }
        nodes.put(statement.tensor(), node);
        statements.add(made);
    }

    private Node call(Statement statement) {
        Object result =
                statement.receiver().isPresent() ? node(statement.receiver().getAsInt()) : network;
        for (Invocation call : statement.calls()) {
            result = call.make(result, Node.class, this::node);
        }
        return (Node) result;
    }

    private Node node(int tensor) {
        return Objects.requireNonNull(nodes.get(tensor));
    }

    /** Finds what the builder says of operators otherwise, such as a window with a padding of its own. */
    private void compareAttributes() {
        if (!hasOutput) {
            return;
        }
        Map<String, Operator> made = new HashMap<>();
        network.architecture()
                .operators()
                .forEach(operator -> made.put(operator.origin().name(), operator));
        for (Operator operator : subject.graph().operators()) {
            Operator partner = made.get(subject.name(operator.output()));
            if (partner != null) {
                Map<String, Object> given = Attributes.withoutWeights(operator);
                Map<String, Object> other = Attributes.withoutWeights(partner);
                given.keySet().removeIf(what -> Objects.equals(given.get(what), other.get(what)));
                if (subject.form() == Form.QUANTIZED_BY_FILE) {
                    // A float so far; compare() sees what it becomes.
                    given.remove(Attributes.VALUE);
                }
                if (!given.isEmpty()) {
                    problems.add(operator.origin() + ": the builder has another " + String.join(", ", given.keySet()));
                }
            }
        }
    }

    /** Compares what the calls make, and a compilation would read, with what is described. */
    private void compare() {
        Graph given = subject.graph();
        if (subject.form() == Form.QUANTIZED_BY_CODE && network.isReal()) {
            problems.add(
                    "network '" + given.name() + "': none of its values is quantised, and the builder makes a float"
                            + " network of it, which is quantised before it is compiled");
            return;
        }
        Pexnet.Notes notes = Pexnet.Notes.NONE;
        Pexnet pexnet = switch (subject.form()) {
            case FLOAT -> Pexnet.of(network.real(), network.stated(), notes);
            case QUANTIZED_BY_FILE -> Pexnet.of(network.quantized(), notes);
            case QUANTIZED_BY_CODE -> Pexnet.of(network.build(), notes);
        };
        Pexnet read;
        try {
            read = PexnetReader.read(given.name(), PexnetWriter.bytes(pexnet));
        } catch (DiagnosticException e) {
            e.diagnostics().forEach(diagnostic -> problems.add("as a .pexnet file, " + diagnostic.what()));
            return;
        }
        Optional<String> difference = read.real()
                .map(real -> Sameness.difference(new FloatNetwork(given, subject.weights()), real))
                .orElseGet(() -> Sameness.difference(given, read.graph()));
        difference.ifPresent(problems::add);
    }
}
