package dev.pex.dsl;

import dev.pex.dsl.weights.RandomWeights;
import dev.pex.dsl.weights.WeightFile;
import dev.pex.dsl.weights.WeightLayout;
import dev.pex.dsl.weights.WeightSource;
import dev.pex.floats.FloatNetwork;
import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A network under description: inputs, then operators that follow from {@link Node}s, then outputs. It computes in real
 * numbers and takes its weights from a file,
 *
 * <pre>{@code
 * Network net = Network.named("keyword_spotter").weights("kws.safetensors", WeightLayout.PYTORCH);
 * Node x = net.input("mfcc", Shape.of(1, 49, 10, 1));
 * x = x.conv2d("stem", Conv2d.filters(64).kernel(10, 4).stride(2, 2).same().activation(RELU));
 * x = x.globalAveragePool("pool");
 * x = x.fullyConnected("scores", FullyConnected.units(12));
 * net.output(x.softmax("probabilities"));
 * FloatNetwork network = net.real();
 * }</pre>
 *
 * or in int8, where every value is quantised explicitly and weights stand in the code:
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
 * Shapes follow from the inputs. A mistake throws {@link DslException} at the call that makes it; what is wrong with the
 * weights is found by {@link #real} or {@link #quantized}, all at once.
 */
public final class Network {
    private static final int LARGEST_PARAMETER = 1 << 24;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    private final String name;
    private final List<Tensor> tensors = new ArrayList<>();
    private final List<Operator> operators = new ArrayList<>();
    private final List<Integer> inputs = new ArrayList<>();
    private final List<Integer> outputs = new ArrayList<>();

    /** Where each name was given. */
    private final Map<String, String> places = new HashMap<>();

    private final Set<Integer> withoutBias = new TreeSet<>();
    private final Set<Integer> parameters = new TreeSet<>();
    private final Map<Integer, Quantized> stated = new TreeMap<>();
    private final ProjectFiles files;
    private Optional<WeightSource> weights = Optional.empty();

    /** The first quantised value and the first operator on real numbers, of which there is at most one. */
    private Optional<String> firstQuantized = Optional.empty();

    private Optional<String> firstReal = Optional.empty();

    private Network(String name, ProjectFiles files) {
        this.name = name;
        this.files = files;
    }

    /** An empty network; the name becomes part of C identifiers. Its files are in the working directory. */
    public static Network named(String name) {
        return named(name, new ProjectFiles(Path.of("")));
    }

    /** An empty network whose files are these. */
    public static Network named(String name, ProjectFiles files) {
        if (!NAME.matcher(name).matches()) {
            throw DslException.of(
                    "network '" + name + "': its name must be a letter, then letters, digits and _, all in lower case");
        }
        return new Network(name, files);
    }

    /** The next input of a network of real numbers. */
    public Node input(String name, Shape shape) {
        return addInput("input", name, shape, Optional.empty());
    }

    /** The next input of a quantised network. */
    public Node input(String name, Shape shape, Quantized quantized) {
        return addInput("input", name, shape, Optional.of(quantized));
    }

    /** The next input of a quantised network, as float32. */
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

    /** A constant in real numbers. */
    public Node constant(String name, Shape shape, float... values) {
        Call call = begin("constant", name, List.of());
        int size = shape.extent().elements();
        call.require(values.length == size, values.length + " values for the shape " + shape + " = " + size);
        for (float value : values) {
            call.require(Float.isFinite(value), "its value " + value + " is not finite");
        }
        Optional<Bytes> elements = Optional.of(FloatValues.bytes(values));
        return define(call, tensor(call, shape, ElementType.FLOAT32, Optional.empty(), elements));
    }

    /** A constant in real numbers whose values are looked up by its name, such as the slopes of a PReLU. */
    public Node parameter(String name, Shape shape) {
        Call call = begin("parameter", name, List.of());
        call.require(shape.extent().elements() <= LARGEST_PARAMETER, "it has more than 2^24 elements");
        Optional<Bytes> zeros = Optional.of(Bytes.copyOf(new byte[shape.extent().elements() * Float.BYTES]));
        Node node = define(call, tensor(call, shape, ElementType.FLOAT32, Optional.empty(), zeros));
        parameters.add(node.id());
        return node;
    }

    /** Weights from a {@code .safetensors} or {@code .npz} file whose arrays lie as in a {@code .tflite} file. */
    public Network weights(String file) {
        return weights(file, WeightLayout.TFLITE);
    }

    /**
     * Weights from a {@code .safetensors} or {@code .npz} file of the project. The operator {@code stem} has the arrays
     * {@code stem.weight} and {@code stem.bias}; {@code docs/DSL.md} lists what other names are understood.
     *
     * @throws dev.pex.diagnostic.DiagnosticException when the file cannot be read
     */
    public Network weights(String file, WeightLayout layout) {
        return weights(WeightFile.parse(file, files.read(file), layout));
    }

    /** Weights from anywhere. */
    public Network weights(WeightSource source) {
        weights = Optional.of(source);
        return this;
    }

    /** Weights by chance, for studies of size and speed; the same seed gives the same weights. */
    public Network randomWeights(long seed) {
        return weights(new RandomWeights(seed));
    }

    /** The files of the project, for what else the description reads. */
    public ProjectFiles files() {
        return files;
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

    /** The quantised network as described so far. */
    public Graph build() {
        firstReal.ifPresent(first -> {
            throw problem("it computes in real numbers, first in " + first
                    + "; real() and quantized(weights) take its weights in");
        });
        return architecture();
    }

    /** The network as described so far, in real numbers without its weights. */
    public Graph architecture() {
        if (outputs.isEmpty()) {
            throw problem("it has no output: net.output(x) says which");
        }
        return new Graph(name, tensors, operators, inputs, outputs);
    }

    /** Whether it is described in real numbers, so that {@link #real} makes it. */
    public boolean isReal() {
        return firstQuantized.isEmpty();
    }

    /** Where the weights come from, once that is said. */
    public Optional<WeightSource> weights() {
        return weights;
    }

    /** How values are to be quantised, by id of their tensors, where {@link Node#quantizedAs} says so. */
    public Map<Integer, Quantization> stated() {
        Map<Integer, Quantization> quantizations = new TreeMap<>();
        stated.forEach((id, quantized) -> quantizations.put(id, quantized.quantization()));
        return Collections.unmodifiableMap(quantizations);
    }

    /**
     * The network in real numbers with its weights.
     *
     * @throws dev.pex.diagnostic.DiagnosticException with all that is wrong with the weights
     */
    public FloatNetwork real() {
        return FloatBuild.of(described(), source());
    }

    /**
     * The network quantised as its weights say: a file with int8 weights, and a scale and a zero point of every value
     * ({@code docs/DSL.md}, Quantised weights).
     *
     * @throws dev.pex.diagnostic.DiagnosticException with all that is wrong with the weights
     */
    public Graph quantized() {
        return QuantizedBuild.of(described(), source());
    }

    private Described described() {
        firstQuantized.ifPresent(first -> {
            throw problem("it is quantised, first in " + first + "; build() makes it");
        });
        return new Described(architecture(), withoutBias, parameters, stated);
    }

    private WeightSource source() {
        return weights.orElseThrow(
                () -> problem("it has no weights: @PexModel, or weights(file) or randomWeights(seed), says which"));
    }

    private DslException problem(String what) {
        return DslException.of("network '" + name + "': " + what);
    }

    /** The first quantised value and its place. */
    Optional<String> firstQuantized() {
        return firstQuantized;
    }

    void withoutBias(int operator) {
        withoutBias.add(operator);
    }

    void state(Node node, Quantized quantized) {
        Call call = new Call("quantizedAs", node.name(), operators.size(), tensors.size());
        call.require(node.isReal(), "it is " + node.tensor().type() + " already");
        call.requireInt8(quantized);
        stated.put(node.id(), quantized);
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
            shape = like.resized(operator.shape(extents, like.extent()));
        } catch (ArithmeticException e) {
            throw call.problem("its output has more than " + Integer.MAX_VALUE + " elements");
        } catch (DslException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw call.problem(Objects.requireNonNullElse(e.getMessage(), "its inputs do not fit"));
        }
        Tensor output = tensor(call, shape, type, quantized, Optional.empty());
        boolean real = operands.get(0).type() == ElementType.FLOAT32 && FloatValues.computes(operator);
        if (!real) {
            checkArithmetic(call, operator, operands, output);
        }
        Node node = define(call, output);
        operators.add(operator);
        if (real && firstReal.isEmpty()) {
            firstReal = Optional.of(place(call));
        }
        return node;
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
        moved.violation(graph).ifPresent(violation -> {
            throw call.problem(violation.what() + "; supported: " + violation.supported());
        });
    }

    private static Tensor renumbered(Tensor t, int id) {
        return new Tensor(id, t.name(), t.shape(), t.extent(), t.type(), t.quantization(), t.constant());
    }

    private Node addInput(String kind, String name, Shape shape, Optional<Quantized> quantized) {
        Call call = begin(kind, name, List.of());
        ElementType type = quantized.map(Quantized::type).orElse(ElementType.FLOAT32);
        Node node = define(call, tensor(call, shape, type, quantized, Optional.empty()));
        inputs.add(node.id());
        return node;
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

    private static String place(Call call) {
        return call.kind() + " '" + call.name() + "' at " + place();
    }

    private Node define(Call call, Tensor tensor) {
        if (tensor.quantization().isPresent()) {
            firstReal.ifPresent(first -> {
                throw call.problem("it is quantised, but the network computes in real numbers, first in " + first);
            });
            firstQuantized = firstQuantized.or(() -> Optional.of(place(call)));
        }
        tensors.add(tensor);
        places.put(call.name(), place());
        return new Node(this, tensor);
    }

    private static String place() {
        return CallSite.current().orElse("an unknown place");
    }
}
