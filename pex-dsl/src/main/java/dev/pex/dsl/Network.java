package dev.pex.dsl;

import dev.pex.dsl.build.Description;
import dev.pex.dsl.weights.RandomWeights;
import dev.pex.dsl.weights.WeightFile;
import dev.pex.dsl.weights.WeightLayout;
import dev.pex.dsl.weights.WeightSource;
import dev.pex.floats.FloatNetwork;
import dev.pex.graph.Graph;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Quantization;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A network under description: inputs, then operators on {@link Node}s, then outputs. It is a float network, which takes its
 * weights from a file,
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
 * or an int8 network, where the code states the quantisation of every value and the weights:
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
 * Shapes follow from the inputs. A mistake throws {@link DslException} at the call that makes it. {@link #real} and {@link
 * #quantized} report all faults of the weights at once.
 */
public final class Network {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    private final Description description;
    private final ProjectFiles files;
    private Optional<WeightSource> weights = Optional.empty();

    private Network(String name, ProjectFiles files) {
        this.description = new Description(name, DslException::of);
        this.files = files;
    }

    /** An empty network; the name becomes part of C identifiers. Its files are in the working directory. */
    public static Network named(String name) {
        return named(name, new ProjectFiles(Path.of("")));
    }

    /** An empty network with the files of a project. */
    public static Network named(String name, ProjectFiles files) {
        if (!NAME.matcher(name).matches()) {
            throw DslException.of(
                    "network '" + name + "': its name must be a letter, then letters, digits and _, all in lower case");
        }
        return new Network(name, files);
    }

    /** The next input of a float network. */
    public Node input(String name, Shape shape) {
        return floatInput("input", name, shape);
    }

    /** The next input of a quantised network. */
    public Node input(String name, Shape shape, Quantized quantized) {
        Optional<Quantization> quantization = Optional.of(quantized.quantization());
        return new Node(description.input("input", name, shape.dimensions(), quantized.type(), quantization));
    }

    /**
     * The next input of a quantised network, as plain integers without a scale: operators move or {@link Node#cast} them.
     */
    public Node input(String name, Shape shape, ElementType type) {
        return new Node(description.integers(name, shape.dimensions(), type));
    }

    /** The next input of a quantised network, as float32. */
    public Node floatInput(String name, Shape shape) {
        return floatInput("floatInput", name, shape);
    }

    private Node floatInput(String kind, String name, Shape shape) {
        return new Node(description.input(kind, name, shape.dimensions(), ElementType.FLOAT32, Optional.empty()));
    }

    /** An int8 constant; operators with two inputs, {@link Node#concatenate} and {@link Node#prelu} take it. */
    public Node constant(String name, Shape shape, Quantized quantized, byte... values) {
        return new Node(
                description.constant(name, shape.dimensions(), quantized.type(), quantized.quantization(), values));
    }

    /** A float32 constant. */
    public Node constant(String name, Shape shape, float... values) {
        return new Node(description.constant(name, shape.dimensions(), values));
    }

    /** A float32 constant whose values are looked up by its name, such as the slopes of a PReLU. */
    public Node parameter(String name, Shape shape) {
        return new Node(description.parameter(name, shape.dimensions()));
    }

    /**
     * An int8 constant whose elements are looked up by its name, in the file of {@link #weights}, which is named before.
     */
    public Node parameter(String name, Shape shape, Quantized quantized) {
        return new Node(description.parameter(name, shape.dimensions(), quantized.type(), quantized.quantization()));
    }

    /** Weights from a {@code .safetensors} or {@code .npz} file whose arrays lie as in a {@code .tflite} file. */
    public Network weights(String file) {
        return weights(file, WeightLayout.TFLITE);
    }

    /**
     * Weights from a {@code .safetensors} or {@code .npz} file of the project. The operator {@code stem} has the arrays
     * {@code stem.weight} and {@code stem.bias}; {@code docs/DSL.md} lists other spellings of these names.
     *
     * @throws dev.pex.diagnostic.DiagnosticException when the file cannot be read
     */
    public Network weights(String file, WeightLayout layout) {
        return weights(WeightFile.parse(file, files.read(file), layout));
    }

    /** Weights from another source. */
    public Network weights(WeightSource source) {
        weights = Optional.of(source);
        if (source instanceof WeightFile) {
            description.hasWeights();
        }
        return this;
    }

    /** Random weights, for studies of size and speed; the same seed gives the same weights. */
    public Network randomWeights(long seed) {
        return weights(new RandomWeights(seed));
    }

    /** The files of the project, for other data that the description reads. */
    public ProjectFiles files() {
        return files;
    }

    /** Declares a value to be the next output of the network. */
    public Network output(Node node) {
        description.output(node.operand());
        return this;
    }

    /**
     * The quantised network as described so far. A layer without weights of its own takes them, as integers with their
     * scales, from the file of {@link #weights} ({@code docs/DSL.md}, Int8 by hand).
     *
     * @throws dev.pex.diagnostic.DiagnosticException with every fault of the weights
     */
    public Graph build() {
        return description.build(weights);
    }

    /** The network as described so far; a float network is without its weights. */
    public Graph architecture() {
        return description.architecture();
    }

    /** Whether it has no quantised values, so that {@link #real} makes it. */
    public boolean isReal() {
        return description.firstQuantized().isEmpty();
    }

    /** The source of the weights, once it is stated. */
    public Optional<WeightSource> weights() {
        return weights;
    }

    /** How values are to be quantised, by tensor id, where {@link Node#quantizedAs} states it. */
    public Map<Integer, Quantization> stated() {
        return description.stated();
    }

    /**
     * The float network with its weights.
     *
     * @throws dev.pex.diagnostic.DiagnosticException with every fault of the weights
     */
    public FloatNetwork real() {
        return description.floatNetwork(weights);
    }

    /**
     * The network quantised as its weights state: from a file with int8 weights, and a scale and a zero point for every value
     * ({@code docs/DSL.md}, Quantised weights).
     *
     * @throws dev.pex.diagnostic.DiagnosticException with every fault of the weights
     */
    public Graph quantized() {
        return description.quantized(weights);
    }
}
