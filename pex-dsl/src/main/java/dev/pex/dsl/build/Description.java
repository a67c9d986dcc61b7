package dev.pex.dsl.build;

import dev.pex.dsl.weights.WeightFile;
import dev.pex.dsl.weights.WeightSource;
import dev.pex.floats.FloatNetwork;
import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.operator.Values;
import dev.pex.operator.Weighted;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
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

/**
 * A network while it is described: tensors and operators so far. It is a float network or a quantised one, never both. A
 * mistake of the user leaves it as it was.
 */
public final class Description {
    private static final int LARGEST_PARAMETER = 1 << 24;

    private final String name;
    private final Mistakes mistakes;
    private final List<Tensor> tensors = new ArrayList<>();
    private final List<Operator> operators = new ArrayList<>();
    private final List<Integer> inputs = new ArrayList<>();
    private final List<Integer> outputs = new ArrayList<>();

    /** The user's line that gave each name. */
    private final Map<String, String> places = new HashMap<>();

    private final Set<Integer> withoutBias = new TreeSet<>();
    private final Set<Integer> parameters = new TreeSet<>();
    private final Map<Integer, Quantization> stated = new TreeMap<>();

    /** The first quantised value and the first operator on float32; at most one of the two is present. */
    private Optional<String> firstQuantized = Optional.empty();

    private Optional<String> firstFloat = Optional.empty();

    private boolean hasSource;

    /**
     * An empty network.
     *
     * @param mistakes makes exceptions
     */
    public Description(String name, Mistakes mistakes) {
        this.name = name;
        this.mistakes = mistakes;
    }

    /** The exception for a mistake in the whole network. */
    public RuntimeException problem(String what) {
        return mistakes.of("network '" + name + "': " + what);
    }

    /** The first quantised value and its place. */
    public Optional<String> firstQuantized() {
        return firstQuantized;
    }

    /** Begins an operator, an input or a constant. */
    public Call begin(String kind, String name, List<Operand> operands) {
        Call call = unchecked(kind, name);
        call.require(!name.isBlank(), "its name is blank");
        String place = places.get(name);
        call.require(place == null, "its name is taken already, at " + place);
        for (Operand operand : operands) {
            call.require(operand.isOf(this), "its input '" + operand.tensor().name() + "' belongs to another network");
        }
        return call;
    }

    private Call unchecked(String kind, String name) {
        return new Call(new Origin(operators.size(), kind, name), tensors.size(), mistakes);
    }

    /** Adds an input. */
    public Operand input(
            String kind, String name, List<Integer> shape, ElementType type, Optional<Quantization> quantization) {
        Call call = begin(kind, name, List.of());
        Operand input = define(call, tensor(call, shape, type, quantization, Optional.empty()));
        inputs.add(input.id());
        return input;
    }

    /** Adds an input of plain integers, which makes the network a quantised one. */
    public Operand integers(String name, List<Integer> shape, ElementType type) {
        Call call = begin("input", name, List.of());
        call.require(
                type.isInteger() && type != ElementType.INT16, "it is " + type + "; it takes INT8, UINT8 or INT32");
        requireNoFloat(call);
        firstQuantized = firstQuantized.or(() -> Optional.of(place(call)));
        Operand input = define(call, tensor(call, shape, type, Optional.empty(), Optional.empty()));
        inputs.add(input.id());
        return input;
    }

    /** Adds an int8 constant. */
    public Operand constant(
            String name, List<Integer> shape, ElementType type, Quantization quantization, byte... values) {
        Call call = begin("constant", name, List.of());
        call.requireInt8(type);
        requireSize(call, shape, values.length);
        Optional<Bytes> elements = Optional.of(Bytes.copyOf(values));
        return define(call, tensor(call, shape, type, Optional.of(quantization), elements));
    }

    /** Adds a float32 constant. */
    public Operand constant(String name, List<Integer> shape, float... values) {
        Call call = begin("constant", name, List.of());
        requireSize(call, shape, values.length);
        for (float value : values) {
            call.require(Float.isFinite(value), "its value " + value + " is not finite");
        }
        Optional<Bytes> elements = Optional.of(FloatValues.bytes(values));
        return define(call, tensor(call, shape, ElementType.FLOAT32, Optional.empty(), elements));
    }

    private static void requireSize(Call call, List<Integer> shape, int values) {
        int size = Extent.ofShape(shape).elements();
        call.require(values == size, values + " values for the shape " + shape + " = " + size);
    }

    /** Adds a float32 constant whose elements are looked up by its name. */
    public Operand parameter(String name, List<Integer> shape) {
        return parameter(begin("parameter", name, List.of()), shape, ElementType.FLOAT32, Optional.empty());
    }

    /** Adds an int8 constant whose elements are looked up by its name. */
    public Operand parameter(String name, List<Integer> shape, ElementType type, Quantization quantization) {
        Call call = begin("parameter", name, List.of());
        call.requireInt8(type);
        call.require(hasSource, "the network has no weights; name their file before it");
        return parameter(call, shape, type, Optional.of(quantization));
    }

    private Operand parameter(Call call, List<Integer> shape, ElementType type, Optional<Quantization> quantization) {
        int elements = Extent.ofShape(shape).elements();
        call.require(elements <= LARGEST_PARAMETER, "it has more than 2^24 elements");
        Optional<Bytes> zeros = Optional.of(Bytes.copyOf(new byte[elements * type.bytes()]));
        Operand made = define(call, tensor(call, shape, type, quantization, zeros));
        parameters.add(made.id());
        return made;
    }

    /** States that there are weights to look up, so that layers of an int8 network may be without their own. */
    public void hasWeights() {
        hasSource = true;
    }

    /**
     * Declares another shape of a value.
     *
     * @param shape of the same extent
     */
    public Operand shaped(Operand value, List<Integer> shape) {
        Tensor old = value.tensor();
        Call call = unchecked("shaped", old.name());
        call.require(
                Extent.ofShape(shape).equals(old.extent()),
                shape + " has other rows, columns or channels than " + old.shape() + "; reshape it");
        Tensor changed =
                new Tensor(old.id(), old.name(), shape, old.extent(), old.type(), old.quantization(), old.constant());
        tensors.set(old.id(), changed);
        return new Operand(this, changed);
    }

    /** Declares a value to be the next output. */
    public void output(Operand value) {
        Call call = unchecked("output", value.tensor().name());
        call.require(value.isOf(this), "it belongs to another network");
        call.require(!value.isConstant() && !inputs.contains(value.id()), "no operator makes it");
        call.require(!outputs.contains(value.id()), "it is an output already");
        outputs.add(value.id());
    }

    /** States how a float32 value is to be quantised. */
    public void state(Operand value, ElementType type, Quantization quantization) {
        Call call = unchecked("quantizedAs", value.tensor().name());
        call.require(value.isFloat(), "it is " + value.tensor().type() + " already");
        call.requireInt8(type);
        stated.put(value.id(), quantization);
    }

    /** States that the weighted operator of a call has no bias to look up. */
    public void withoutBias(Call call) {
        withoutBias.add(call.origin().index());
    }

    /**
     * Adds an operator.
     *
     * @param like the output's shape when it has the right extent; otherwise the output has as many dimensions where they
     *     can express its extent, or is an image
     */
    Operand append(Call call, Operator operator, List<Integer> like, Result result) {
        List<Tensor> operands = operator.inputs().stream().map(tensors::get).toList();
        Tensor first = operands.get(0);
        List<Integer> shape;
        try {
            List<Extent> extents = operands.stream().map(Tensor::extent).toList();
            shape = resized(like, operator.shape(extents, Extent.ofShape(like)));
        } catch (ArithmeticException e) {
            throw call.problem("its output has more than " + Integer.MAX_VALUE + " elements");
        } catch (IllegalArgumentException e) {
            throw call.problem(Objects.requireNonNullElse(e.getMessage(), "its inputs do not fit"));
        }
        Tensor output = tensor(call, shape, result.type(first), result.quantization(first, operator), Optional.empty());
        boolean isFloat = first.type() == ElementType.FLOAT32 && computes(operator);
        if (!isFloat) {
            boolean lacksWeights =
                    operator instanceof Weighted layer && layer.filter().equals(Filter.NONE);
            call.require(hasSource || !lacksWeights, "it has no weights");
            if (!lacksWeights && operator.inputs().stream().noneMatch(parameters::contains)) {
                checkArithmetic(call, operator, operands, output);
            }
        }
        Operand made = define(call, output);
        operators.add(operator);
        if (isFloat && firstFloat.isEmpty()) {
            firstFloat = Optional.of(place(call));
        }
        return made;
    }

    /** Whether float32 operands make the network a float network; operators that move or convert do not. */
    private static boolean computes(Operator operator) {
        return operator.values() == Values.COMPUTED || operator.values() == Values.SAME_SCALE;
    }

    /** The shape of an extent with as many dimensions as another shape where they can express it, otherwise an image. */
    static List<Integer> resized(List<Integer> like, Extent changed) {
        if (Extent.ofShape(like).equals(changed)) {
            return like;
        }
        List<List<Integer>> candidates = List.of(
                List.of(changed.channels()),
                List.of(changed.rows(), changed.channels()),
                List.of(1, changed.rows(), changed.channels()));
        for (List<Integer> candidate : candidates) {
            if (candidate.size() == like.size() && Extent.ofShape(candidate).equals(changed)) {
                return candidate;
            }
        }
        return List.of(1, changed.rows(), changed.columns(), changed.channels());
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

    private static Tensor tensor(
            Call call,
            List<Integer> shape,
            ElementType type,
            Optional<Quantization> quantization,
            Optional<Bytes> constant) {
        return new Tensor(call.output(), call.name(), shape, Extent.ofShape(shape), type, quantization, constant);
    }

    private Operand define(Call call, Tensor tensor) {
        if (tensor.quantization().isPresent()) {
            requireNoFloat(call);
            firstQuantized = firstQuantized.or(() -> Optional.of(place(call)));
        }
        tensors.add(tensor);
        places.put(call.name(), place());
        return new Operand(this, tensor);
    }

    private void requireNoFloat(Call call) {
        firstFloat.ifPresent(first -> {
            throw call.problem("it is quantised, but the network computes in float32, first in " + first);
        });
    }

    private static String place(Call call) {
        return call.origin().kind() + " '" + call.name() + "' at " + place();
    }

    private static String place() {
        return CallSite.current().orElse("an unknown place");
    }

    /**
     * The quantised network as described so far, with the weights that its layers do not state.
     *
     * @throws dev.pex.diagnostic.DiagnosticException with every fault of the weights
     */
    public Graph build(Optional<WeightSource> weights) {
        firstFloat.ifPresent(first -> {
            throw problem(
                    "it computes in float32, first in " + first + "; real() or quantized() makes it, with its weights");
        });
        Graph stated = architecture();
        if (!hasSource) {
            return stated;
        }
        return QuantizedBuild.withWeights(new Described(stated, withoutBias, parameters, Map.of()), file(weights));
    }

    /** The network as described so far; a float network is without its weights. */
    public Graph architecture() {
        if (outputs.isEmpty()) {
            throw problem("it has no output; declare one with net.output(x)");
        }
        return new Graph(name, tensors, operators, inputs, outputs);
    }

    /** How values are to be quantised, by tensor id, where the user states it. */
    public Map<Integer, Quantization> stated() {
        return Collections.unmodifiableMap(new TreeMap<>(stated));
    }

    /**
     * The float network with its weights.
     *
     * @throws dev.pex.diagnostic.DiagnosticException with every fault of the weights
     */
    public FloatNetwork floatNetwork(Optional<WeightSource> weights) {
        return FloatBuild.of(described(), required(weights));
    }

    /**
     * The float network quantised as its weights state.
     *
     * @throws dev.pex.diagnostic.DiagnosticException with every fault of the weights
     */
    public Graph quantized(Optional<WeightSource> weights) {
        return QuantizedBuild.of(described(), file(weights));
    }

    private WeightFile file(Optional<WeightSource> weights) {
        WeightSource source = required(weights);
        if (source instanceof WeightFile file) {
            return file;
        }
        throw problem(source.description() + " do not state a quantisation");
    }

    private WeightSource required(Optional<WeightSource> weights) {
        return weights.orElseThrow(
                () -> problem("it has no weights; name them with @PexModel, weights(file) or randomWeights(seed)"));
    }

    private Described described() {
        firstQuantized.ifPresent(first -> {
            throw problem("it is quantised, first in " + first + "; build() makes it");
        });
        return new Described(architecture(), withoutBias, parameters, stated);
    }
}
