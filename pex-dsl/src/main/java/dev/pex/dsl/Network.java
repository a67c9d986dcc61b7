package dev.pex.dsl;

import dev.pex.graph.Bytes;
import dev.pex.graph.ElementType;
import dev.pex.graph.Extent;
import dev.pex.graph.Graph;
import dev.pex.graph.Operator;
import dev.pex.graph.Shapes;
import dev.pex.graph.Tensor;
import dev.pex.quant.ArithmeticLimits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A network under description: inputs, then operators that follow from {@link Node}s, then outputs.
 *
 * <pre>{@code
 * Network net = Network.named("keyword_spotter");
 * Node x = net.input("mfcc", Shape.of(1, 49, 10, 1), Quantized.int8(0.58f, 83));
 * x = x.conv2d("stem",
 *         Conv2d.filters(64).kernel(10, 4).stride(2, 2).same().weights(stem).activation(RELU),
 *         Quantized.int8(0.11f, -128));
 * x = x.mean("pool", Quantized.int8(0.05f, -128), ROWS, COLUMNS);
 * x = x.reshape("flat", Shape.of(1, 64));
 * x = x.fullyConnected("scores", FullyConnected.units(12).weights(scores), Quantized.int8(0.2f, 9));
 * net.output(x.softmax("probabilities"));
 * Graph graph = net.build();
 * }</pre>
 *
 * Shapes follow from the inputs; every value is quantised explicitly. A mistake throws {@link
 * DslException} at the call that makes it.
 */
public final class Network {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    private final String name;
    private final List<Tensor> tensors = new ArrayList<>();
    private final List<Operator> operators = new ArrayList<>();
    private final List<Integer> inputs = new ArrayList<>();
    private final List<Integer> outputs = new ArrayList<>();

    /** Where each name was given. */
    private final Map<String, String> places = new HashMap<>();

    private Network(String name) {
        this.name = name;
    }

    /** An empty network; the name becomes part of C identifiers. */
    public static Network named(String name) {
        if (!NAME.matcher(name).matches()) {
            throw DslException.of(
                    "network '" + name + "': its name must be a letter, then letters, digits and _, all in lower case");
        }
        return new Network(name);
    }

    /** The next input of the network. */
    public Node input(String name, Shape shape, Quantized quantized) {
        return addInput("input", name, shape, Optional.of(quantized));
    }

    /** The next input of the network, as float32. */
    public Node floatInput(String name, Shape shape) {
        return addInput("floatInput", name, shape, Optional.empty());
    }

    /** A constant; operators with two inputs, {@link Node#concatenate} and {@link Node#prelu} take it. */
    public Node constant(String name, Shape shape, Quantized quantized, byte... values) {
        Call call = begin("constant", name, List.of());
        call.requireInt8(quantized);
        int size = shape.extent().elements();
        call.require(values.length == size, values.length + " values for the shape " + shape + " = " + size);
        Optional<Bytes> elements = Optional.of(Bytes.copyOf(values));
        return define(call, tensor(call, shape, quantized.type(), Optional.of(quantized), elements));
    }

    /** Declares a value to be the next output of the network. */
    public Network output(Node node) {
        Call call = new Call("output", node.name(), operators.size(), tensors.size());
        call.require(node.isOf(this), "it belongs to another network");
        call.require(!node.isConstant() && !inputs.contains(node.id()), "no operator makes it");
        call.require(!outputs.contains(node.id()), "it is an output already");
        outputs.add(node.id());
        return this;
    }

    /** The network as described so far. */
    public Graph build() {
        if (outputs.isEmpty()) {
            throw DslException.of("network '" + name + "': it has no output");
        }
        return new Graph(name, tensors, operators, inputs, outputs);
    }

    /** Starts the description of an operator, an input or a constant. */
    Call begin(String kind, String name, List<Node> operands) {
        Call call = new Call(kind, name, operators.size(), tensors.size());
        call.require(!name.isBlank(), "its name is blank");
        String place = places.get(name);
        call.require(place == null, "its name is taken already, at " + place);
        for (Node operand : operands) {
            call.require(operand.isOf(this), "its input '" + operand.name() + "' belongs to another network");
        }
        return call;
    }

    /**
     * Appends an operator.
     *
     * @param like the output's shape when it has the right extent; else the output has as many dimensions
     *     where they can express its extent, or is an image
     * @param quantized of the output; empty for a float
     */
    Node append(Call call, Operator operator, Shape like, Optional<Quantized> quantized) {
        return append(call, operator, like, quantized.map(Quantized::type).orElse(ElementType.FLOAT32), quantized);
    }

    /** The same with the type of the output, which may be neither quantised nor a float. */
    Node append(Call call, Operator operator, Shape like, ElementType type, Optional<Quantized> quantized) {
        List<Tensor> operands = operator.inputs().stream().map(tensors::get).toList();
        List<Extent> extents = operands.stream().map(Tensor::extent).toList();
        Shape shape;
        try {
            shape = like.resized(Shapes.infer(operator, extents, like.extent()));
        } catch (ArithmeticException e) {
            throw call.problem("its output has more than " + Integer.MAX_VALUE + " elements");
        } catch (DslException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw call.problem(Objects.requireNonNullElse(e.getMessage(), "its inputs do not fit"));
        }
        Tensor output = tensor(call, shape, type, quantized, Optional.empty());
        checkArithmetic(call, operator, operands, output);
        operators.add(operator);
        return define(call, output);
    }

    /** Checks an operator in a graph of its own, whose first tensors are its operands. */
    private static void checkArithmetic(Call call, Operator operator, List<Tensor> operands, Tensor output) {
        List<Tensor> alone = new ArrayList<>();
        List<Integer> ids = new ArrayList<>();
        List<Integer> given = new ArrayList<>();
        for (Tensor operand : operands) {
            int id = alone.size();
            ids.add(id);
            if (operand.constant().isEmpty()) {
                given.add(id);
            }
            alone.add(renumbered(operand, id));
        }
        alone.add(renumbered(output, alone.size()));
        Operator moved = operator.withTensors(ids, operands.size());
        Graph graph = new Graph("check", alone, List.of(moved), given, List.of(moved.output()));
        ArithmeticLimits.violation(graph, moved).ifPresent(violation -> {
            throw call.problem(violation.what() + "; supported: " + violation.supported());
        });
    }

    private static Tensor renumbered(Tensor t, int id) {
        return new Tensor(id, t.name(), t.shape(), t.extent(), t.type(), t.quantization(), t.constant());
    }

    private Node addInput(String kind, String name, Shape shape, Optional<Quantized> quantized) {
        Call call = begin(kind, name, List.of());
        inputs.add(call.output());
        ElementType type = quantized.map(Quantized::type).orElse(ElementType.FLOAT32);
        return define(call, tensor(call, shape, type, quantized, Optional.empty()));
    }

    private static Tensor tensor(
            Call call, Shape shape, ElementType type, Optional<Quantized> quantized, Optional<Bytes> constant) {
        return new Tensor(
                call.output(),
                call.name(),
                shape.dimensions(),
                shape.extent(),
                type,
                quantized.map(Quantized::quantization),
                constant);
    }

    private Node define(Call call, Tensor tensor) {
        tensors.add(tensor);
        places.put(call.name(), CallSite.current());
        return new Node(this, tensor);
    }
}
