package dev.pex.frontend.tflite;

import dev.pex.operator.Activation;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.operator.Reshape;
import dev.pex.operator.Weighted;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Set;

/** What the reader of one operator sees of the file, and what it adds to the network. */
final class OperatorContext {
    private final OperatorEntry entry;
    private final Origin origin;
    private final FileTensors file;
    private final NetworkBuilder network;
    private final CheckedTable noOptions;
    private final ElementType numbers;
    private final boolean plainNumbers;
    private final Problems problems;

    /**
     * Makes the context of one operator.
     *
     * @param numbers the type that the network computes in: {@code INT8} or {@code FLOAT32}
     * @param plainNumbers whether int8 and uint8 tensors need no quantisation
     */
    OperatorContext(
            OperatorEntry entry,
            Origin origin,
            FileTensors file,
            NetworkBuilder network,
            CheckedTable noOptions,
            ElementType numbers,
            boolean plainNumbers,
            Problems problems) {
        this.entry = entry;
        this.origin = origin;
        this.file = file;
        this.network = network;
        this.noOptions = noOptions;
        this.numbers = numbers;
        this.plainNumbers = plainNumbers;
        this.problems = problems;
    }

    Origin origin() {
        return origin;
    }

    Problems problems() {
        return problems;
    }

    FileTensors file() {
        return file;
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
        if (!plainNumbers) {
            network.requireQuantization(tensor, declared, problems);
        }
        return tensor;
    }

    /** The origin of one of several results. */
    Origin origin(Tensor made) {
        return new Origin(origin.index(), origin.kind(), made.name());
    }

    /** The operator's options; all have their defaults when the file has none. */
    CheckedTable options(int type) {
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
        return switch (number) {
            case 0 -> Activation.NONE;
            case 1 -> Activation.RELU;
            case 2 -> Activation.RELU_N1_TO_1;
            case 3 -> Activation.RELU6;
            default ->
                throw problems.unsupported(
                        "its fused activation is "
                                + (number == 4 ? "TANH" : number == 5 ? "SIGN_BIT" : "number " + number),
                        "NONE, RELU, RELU_N1_TO_1, RELU6");
        };
    }

    /** Whether the network computes in real numbers, so that nothing has a scale. */
    boolean isReal() {
        return numbers == ElementType.FLOAT32;
    }

    /** The type that the network computes in. */
    void requireNumbers(Tensor tensor) {
        requireType(tensor, numbers);
    }

    void requireType(Tensor tensor, ElementType... types) {
        List<ElementType> allowed = List.of(types);
        if (!allowed.contains(tensor.type())) {
            throw problems.unsupported(
                    "tensor '" + tensor.name() + "' has the type " + tensor.type(),
                    origin.kind() + " on "
                            + String.join(
                                    " or ", allowed.stream().map(Enum::name).toList()));
        }
    }

    void requireSameType(Tensor one, Tensor other) {
        if (one.type() != other.type()) {
            throw problems.invalid("tensor '" + one.name() + "' has the type " + one.type() + " but '" + other.name()
                    + "' has " + other.type());
        }
    }

    /** For operators that pass raw values on. */
    void requireSameQuantization(Tensor one, Tensor other) {
        if (!one.quantization().equals(other.quantization())) {
            throw problems.unsupported(
                    "'" + one.name() + "' and '" + other.name() + "' are quantised differently: " + text(one) + " and "
                            + text(other),
                    "the same quantisation on both sides");
        }
    }

    private static String text(Tensor tensor) {
        return tensor.quantization()
                .map(q -> "scale " + q.scale() + ", zero point " + q.zeroPoint())
                .orElse("none");
    }

    /** Four dimensions with batch 1, as windows slide over. */
    void requireImages(Tensor input, Tensor output) {
        requireNumbers(input);
        requireNumbers(output);
        requireImage(input);
        requireImage(output);
    }

    void requireImage(Tensor tensor) {
        if (tensor.shape().size() != 4) {
            throw problems.invalid("tensor '" + tensor.name() + "' has the shape " + tensor.shape() + "; "
                    + origin.kind() + " takes four dimensions");
        }
        if (tensor.shape().get(0) != 1) {
            throw problems.unsupported(
                    "tensor '" + tensor.name() + "' has the batch size "
                            + tensor.shape().get(0),
                    "batch size 1");
        }
    }

    void add(Operator operator) {
        network.add(operator, problems);
    }

    /** Adds an operator that was made with weights. */
    void add(Weighted operator, Weights weights) {
        network.add(operator, weights.real(), problems);
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
