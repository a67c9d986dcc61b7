package dev.pex.frontend.tflite.operators;

import dev.pex.diagnostic.Code;
import dev.pex.frontend.tflite.file.BuiltinOperator;
import dev.pex.frontend.tflite.file.CheckedTable;
import dev.pex.frontend.tflite.file.FileTensors;
import dev.pex.frontend.tflite.file.Limit;
import dev.pex.frontend.tflite.file.OperatorEntry;
import dev.pex.frontend.tflite.file.Problems;
import dev.pex.frontend.tflite.file.TensorEntry;
import dev.pex.operator.Activation;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.operator.Reshape;
import dev.pex.operator.Weighted;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Tensor;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What the reader of one operator sees of the file, and what it adds to the network. A reader checks the limits of its
 * form here, each of them for each operator.
 */
public final class OperatorContext {
    /** Batches of images would be the first of four dimensions. */
    static final Limit ONE_BATCH = Limit.of("batch size 1");

    /** For operators that pass raw values on. */
    static final Limit SAME_QUANTIZATION = Limit.of("the same quantisation on both sides");

    /** Activations that the operator applies to its results. */
    static final Limit ACTIVATION = Limit.of("fused activation NONE, RELU, RELU_N1_TO_1 or RELU6");

    private final OperatorEntry entry;
    private final BuiltinOperator kind;
    private final Origin origin;
    private final FileTensors file;
    private final NetworkBuilder network;
    private final CheckedTable noOptions;
    private final ElementType numbers;
    private final Form form;
    private final Problems problems;
    private final Set<Limit> checked = new HashSet<>();

    /**
     * Makes the context of one operator.
     *
     * @param noOptions an empty table
     * @param numbers the type that the network computes in: {@code INT8} or {@code FLOAT32}
     * @param form of the operator's reader
     */
    public OperatorContext(
            OperatorEntry entry,
            BuiltinOperator kind,
            Origin origin,
            FileTensors file,
            NetworkBuilder network,
            CheckedTable noOptions,
            ElementType numbers,
            Form form,
            Problems problems) {
        this.entry = entry;
        this.kind = kind;
        this.origin = origin;
        this.file = file;
        this.network = network;
        this.noOptions = noOptions;
        this.numbers = numbers;
        this.form = form;
        this.problems = problems;
    }

    Origin origin() {
        return origin;
    }

    FileTensors file() {
        return file;
    }

    /** The problems of this operator, for what is looked up in {@link #file}. */
    Problems problems() {
        return problems;
    }

    /** Reports a fault of the network; to be thrown by the caller. */
    Problems.Rejection invalid(String what) {
        return problems.invalid(what);
    }

    /**
     * Checks a limit of the operator's form.
     *
     * @param holds whether the operator keeps it
     * @param fault what the operator has instead
     */
    void require(Limit limit, boolean holds, Supplier<String> fault) {
        if (!form.limits().contains(limit)) {
            throw new IllegalStateException(origin.kind() + " has no limit '" + limit.text() + "' in its form");
        }
        checked.add(limit);
        if (!holds) {
            throw problems.unsupported(limit, fault.get());
        }
    }

    /** Says that an operator has nothing that a limit of its form is of. */
    void hasNone(Limit limit) {
        require(limit, true, () -> "");
    }

    /** Warns of something. */
    void warn(Code code, String what, String help) {
        problems.warn(code, what, help);
    }

    /** Checks a limit, and gives the value that there is when it holds. */
    <T> T require(Limit limit, Optional<T> value, Supplier<String> fault) {
        require(limit, value.isPresent(), fault);
        return value.orElseThrow();
    }

    /** The limits of the form that the reader has not checked; none when the operator was read. */
    public List<Limit> unchecked() {
        return form.limits().stream().filter(limit -> !checked.contains(limit)).toList();
    }

    /** Checks the number of operands, and that there is one result, which is the rule. */
    void requireOperands(int fewest, int most) {
        requireInputs(fewest, most);
        if (entry.outputs().size() != 1) {
            throw problems.invalid("it has " + entry.outputs().size() + " outputs; " + origin.kind() + " makes 1");
        }
    }

    /** Checks the number of operands of an operator that makes one or more results, all different. */
    void requireInputs(int fewest, int most) {
        int inputs = entry.inputs().size();
        if (inputs < fewest || inputs > most) {
            throw problems.invalid("it has " + inputs + " inputs; " + origin.kind() + " takes "
                    + (fewest == most ? "" + fewest : fewest + " to " + most));
        }
        if (Set.copyOf(entry.outputs()).size() != entry.outputs().size()) {
            throw problems.invalid("it lists one of its outputs twice");
        }
    }

    int operands() {
        return entry.inputs().size();
    }

    boolean hasOperand(int operand) {
        return operand < entry.inputs().size() && entry.inputs().get(operand) != -1;
    }

    /** An operand as the file states it. */
    TensorEntry operand(int operand) {
        if (!hasOperand(operand)) {
            throw problems.invalid("its input " + operand + " is missing");
        }
        return file.entry(entry.inputs().get(operand), problems);
    }

    /** The declared shape of an operand. */
    List<Integer> shape(int operand) {
        return file.shape(operand(operand), problems);
    }

    /** The integers of a constant operand. */
    Ints ints(int operand) {
        return file.ints(operand(operand), problems);
    }

    /** An operand that the network computes. */
    Tensor input(int operand) {
        return checked(network.read(operand(operand).index(), problems), operand(operand));
    }

    boolean isConstant(int operand) {
        return file.isConstant(operand(operand), problems);
    }

    Tensor constant(int operand, Extent extent) {
        return checked(network.constant(operand(operand), extent, problems), operand(operand));
    }

    /** The operator's result as the file declares it. */
    Tensor output() {
        return output(entry.outputs().get(0));
    }

    /** All the operator's results as the file declares them; at least one. */
    List<Tensor> outputs() {
        if (entry.outputs().isEmpty()) {
            throw problems.invalid("it has no outputs");
        }
        return entry.outputs().stream().map(this::output).toList();
    }

    private Tensor output(int index) {
        return checked(network.make(index, problems), file.entry(index, problems));
    }

    private Tensor checked(Tensor tensor, TensorEntry declared) {
        if (!form.moves()) {
            network.requireQuantization(tensor, declared, problems);
        }
        return tensor;
    }

    /** The origin of one of several results. */
    Origin origin(Tensor made) {
        return new Origin(origin.index(), origin.kind(), made.name());
    }

    /** The operator's options; all have their defaults when the file has none. */
    CheckedTable options() {
        int type = kind.options();
        if (entry.optionsType() == 0 || entry.options().isEmpty()) {
            return noOptions;
        }
        if (entry.optionsType() != type) {
            throw problems.invalid("its options are of another operator: number " + entry.optionsType()
                    + " of the schema's union, not " + type);
        }
        return entry.options().orElse(noOptions);
    }

    Activation activation(CheckedTable options, int field) {
        int number = options.int8("fused_activation_function", field, 0);
        Optional<Activation> activation = switch (number) {
            case 0 -> Optional.of(Activation.NONE);
            case 1 -> Optional.of(Activation.RELU);
            case 2 -> Optional.of(Activation.RELU_N1_TO_1);
            case 3 -> Optional.of(Activation.RELU6);
            default -> Optional.empty();
        };
        return require(
                ACTIVATION,
                activation,
                () -> "its fused activation is "
                        + (number == 4 ? "TANH" : number == 5 ? "SIGN_BIT" : "number " + number));
    }

    /** Whether the network computes in float32, so that nothing has a scale. */
    boolean isFloat() {
        return numbers == ElementType.FLOAT32;
    }

    /** Checks the types of tensors. */
    void require(Types types, Tensor... tensors) {
        List<ElementType> allowed = types.in(numbers);
        String names = allowed.stream().map(Enum::name).collect(Collectors.joining(" or "));
        for (Tensor tensor : tensors) {
            if (!allowed.contains(tensor.type())) {
                throw problems.unsupported(
                        Limit.of(origin.kind() + " on " + names),
                        "tensor '" + tensor.name() + "' has the type " + tensor.type());
            }
        }
        require(types, true, () -> "");
    }

    void requireSameType(Tensor one, Tensor other) {
        if (one.type() != other.type()) {
            throw problems.invalid("tensor '" + one.name() + "' has the type " + one.type() + " but '" + other.name()
                    + "' has " + other.type());
        }
    }

    /** For operators that pass raw values on. */
    void requireSameQuantization(Tensor one, Tensor other) {
        require(
                SAME_QUANTIZATION,
                one.quantization().equals(other.quantization()),
                () -> "'" + one.name() + "' and '" + other.name() + "' are quantised differently: " + quantization(one)
                        + " and " + quantization(other));
    }

    /** How messages call a tensor's quantisation. */
    static String quantization(Tensor tensor) {
        return tensor.quantization()
                .map(q -> "scale " + q.scale() + ", zero point " + q.zeroPoint())
                .orElse("none");
    }

    /** Four dimensions with batch 1, as windows slide over. */
    void requireImages(Tensor... tensors) {
        for (Tensor tensor : tensors) {
            if (tensor.shape().size() != 4) {
                throw problems.invalid("tensor '" + tensor.name() + "' has the shape " + tensor.shape() + "; "
                        + origin.kind() + " takes four dimensions");
            }
            int batch = tensor.shape().get(0);
            require(ONE_BATCH, batch == 1, () -> "tensor '" + tensor.name() + "' has the batch size " + batch);
        }
    }

    void add(Operator operator) {
        network.add(operator, problems);
    }

    /** Adds an operator that was made with weights. */
    void add(Weighted operator, Weights weights) {
        network.add(operator, weights.floats(), problems);
    }

    /** A tensor under another extent: itself, or the result of a reshape. */
    Tensor viewed(Tensor tensor, Extent extent) {
        Tensor view = staging(tensor, extent);
        if (view.id() != tensor.id()) {
            add(new Reshape(origin, tensor.id(), view.id()));
        }
        return view;
    }

    /** Where a result of the given extent is made: the declared tensor itself, or one to be reshaped to it. */
    Tensor staging(Tensor declared, Extent extent) {
        return declared.extent().equals(extent) ? declared : network.intermediate(declared, extent);
    }

    /** Reshapes a staged result to the declared tensor, if they differ. */
    void deliver(Tensor made, Tensor declared) {
        if (made.id() != declared.id()) {
            add(new Reshape(origin(declared), made.id(), declared.id()));
        }
    }
}
