package dev.pex.frontend.tflite.operators;

import dev.pex.floats.FloatWeights;
import dev.pex.frontend.tflite.file.FileTensors;
import dev.pex.frontend.tflite.file.Limit;
import dev.pex.frontend.tflite.file.OperatorEntry;
import dev.pex.frontend.tflite.file.Problems;
import dev.pex.frontend.tflite.file.TensorEntry;
import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.operator.Weighted;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects the tensors and operators of the network, and checks that each tensor is made before it is read. */
public final class NetworkBuilder {
    private static final Limit CONSTANT_OPERANDS =
            Limit.of("constants only as an operand of element-wise operators with two operands, CONCATENATION or PACK");

    /** What is supported of the order and the operands of operators. */
    public static final List<Limit> LIMITS = List.of(CONSTANT_OPERANDS);

    private final FileTensors file;
    private final List<Tensor> tensors = new ArrayList<>();
    private final List<Operator> operators = new ArrayList<>();

    /** Ids of the file's tensors, by their index there. */
    private final Map<Integer, Integer> ids = new HashMap<>();

    /** Who makes the file's tensors that are made by now, by their index there. */
    private final Map<Integer, String> makers = new HashMap<>();

    /** Which operator is going to make a tensor, over the whole file; for messages only. */
    private final Map<Integer, Integer> futureMakers = new HashMap<>();

    /** Tensors whose fault has been reported; one report of each is enough. */
    private final Set<Integer> faulty = new HashSet<>();

    /** Tensors whose missing quantisation has been reported. */
    private final Set<Integer> unquantized = new HashSet<>();

    /** The weights of operators of a float network, by their index. */
    private final Map<Integer, FloatWeights> learnt = new HashMap<>();

    public NetworkBuilder(FileTensors file, List<OperatorEntry> entries) {
        this.file = file;
        for (OperatorEntry entry : entries) {
            entry.outputs().forEach(output -> futureMakers.putIfAbsent(output, entry.index()));
        }
    }

    /** Marks a tensor as filled by the caller. */
    public void fill(int index, Problems problems) {
        TensorEntry entry = file.entry(index, problems);
        if (makers.putIfAbsent(index, "the caller") != null) {
            throw problems.invalid(entry + " is listed twice as an input of the network");
        }
        if (file.isConstant(entry, problems)) {
            faulty.add(index);
            throw problems.invalid(entry + " is an input of the network but has constant data");
        }
    }

    /** The tensor that the caller fills; asked for when all operators have been read. */
    public int networkInput(int index, Problems problems) {
        return activation(file.entry(index, problems), problems).id();
    }

    /** The tensor that the caller reads; asked for when all operators have been read. */
    public int networkOutput(int index, Problems problems) {
        TensorEntry entry = file.entry(index, problems);
        if (!makers.containsKey(index)) {
            throw problems.invalid(entry + " is an output of the network but no operator makes it");
        }
        return activation(entry, problems).id();
    }

    /** A tensor that an operator reads. */
    public Tensor read(int index, Problems problems) {
        TensorEntry entry = file.entry(index, problems);
        if (!makers.containsKey(index)) {
            if (file.isConstant(entry, problems)) {
                throw problems.unsupported(CONSTANT_OPERANDS, entry + " is constant");
            }
            Integer later = futureMakers.get(index);
            throw problems.invalid(entry + " is read before it is made: "
                    + (later == null
                            ? "no operator makes it"
                            : "operator #" + later + " makes it, so the order is wrong or cyclic"));
        }
        return activation(entry, problems);
    }

    /** Refuses an int8 or uint8 tensor of plain numbers; says so once. */
    public void requireQuantization(Tensor tensor, TensorEntry declared, Problems problems) {
        if (!tensor.type().isQuantized() || tensor.quantization().isPresent()) {
            return;
        }
        throw unquantized.add(tensor.id()) ? FileTensors.unquantized(declared, problems) : new Problems.Rejection();
    }

    /** The tensor that an operator makes. */
    public Tensor make(int index, Problems problems) {
        TensorEntry entry = file.entry(index, problems);
        String maker = makers.get(index);
        if (maker != null) {
            throw problems.invalid(entry + " is made twice: also by " + maker);
        }
        if (file.isConstant(entry, problems)) {
            throw problems.invalid(entry + " is made by the operator but has constant data");
        }
        return activation(entry, problems);
    }

    /** From here on a tensor counts as made, even when its operator could not be read. */
    public void made(int index, String maker) {
        makers.putIfAbsent(index, maker);
    }

    public boolean isMade(int index) {
        return makers.containsKey(index);
    }

    /** A constant operand under the given extent. */
    public Tensor constant(TensorEntry entry, Extent extent, Problems problems) {
        ElementType type = file.elementType(entry, problems);
        Optional<Quantization> quantization = file.quantization(entry, type, problems);
        Bytes bytes = file.bytes(entry, type.bytes(), problems);
        if (type == ElementType.FLOAT32) {
            file.floats(entry, problems);
        }
        return add(new Tensor(
                tensors.size(), entry.name(), entry.shape(), extent, type, quantization, Optional.of(bytes)));
    }

    /** A tensor that is not in the file: like another one, under another extent. */
    public Tensor intermediate(Tensor like, Extent extent) {
        List<Integer> shape = List.of(extent.rows(), extent.columns(), extent.channels());
        return add(new Tensor(
                tensors.size(),
                like.name() + "/" + extent,
                shape,
                extent,
                like.type(),
                like.quantization(),
                Optional.empty()));
    }

    /** Adds an operator whose output must have the extent that follows from its inputs. */
    public void add(Operator operator, Problems problems) {
        Tensor output = tensors.get(operator.output());
        List<Extent> inputs =
                operator.inputs().stream().map(id -> tensors.get(id).extent()).toList();
        Extent inferred;
        try {
            inferred = operator.shape(inputs, output.extent());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw problems.invalid("its shapes do not fit: " + e.getMessage());
        }
        if (!inferred.equals(output.extent())) {
            throw problems.invalid("it makes " + inferred + " but its output " + output.name() + " is declared "
                    + output.extent() + ", shape " + output.shape());
        }
        operators.add(operator);
    }

    /** Adds an operator, with its weights beside it in a float network. */
    public void add(Weighted operator, Optional<FloatWeights> weights, Problems problems) {
        add(operator, problems);
        weights.ifPresent(own -> learnt.put(operators.size() - 1, own));
    }

    /** The weights of a float network, by index of the operator. */
    public Map<Integer, FloatWeights> learnt() {
        return learnt;
    }

    public Graph graph(String name, List<Integer> inputs, List<Integer> outputs) {
        return new Graph(name, tensors, operators, inputs, outputs);
    }

    /** What could be read, with all tensors that nothing makes as inputs. */
    public Graph soundPart(String name) {
        Set<Integer> unmade = new LinkedHashSet<>();
        tensors.stream().filter(t -> t.constant().isEmpty()).forEach(t -> unmade.add(t.id()));
        operators.forEach(o -> unmade.remove(o.output()));
        return graph(name, List.copyOf(unmade), List.of());
    }

    private Tensor activation(TensorEntry entry, Problems problems) {
        Integer known = ids.get(entry.index());
        if (known != null) {
            return tensors.get(known);
        }
        if (!faulty.add(entry.index())) {
            throw new Problems.Rejection();
        }
        ElementType type = file.elementType(entry, problems);
        file.requireDense(entry, problems);
        Extent extent = file.extent(entry, problems);
        Optional<Quantization> quantization = file.quantization(entry, type, problems);
        faulty.remove(entry.index());
        Tensor tensor = add(
                new Tensor(tensors.size(), entry.name(), entry.shape(), extent, type, quantization, Optional.empty()));
        ids.put(entry.index(), tensor.id());
        return tensor;
    }

    private Tensor add(Tensor tensor) {
        tensors.add(tensor);
        return tensor;
    }
}
