package dev.pex.frontend.tflite;

import static dev.pex.frontend.tflite.file.BuiltinOperator.RESHAPE;
import static dev.pex.frontend.tflite.file.BuiltinOperator.SQUEEZE;

import dev.pex.frontend.tflite.operators.AxisView;
import dev.pex.graph.Graph;
import dev.pex.operator.ArgMax;
import dev.pex.operator.Concatenation;
import dev.pex.operator.Gather;
import dev.pex.operator.Operator;
import dev.pex.operator.Pad;
import dev.pex.operator.Reduction;
import dev.pex.operator.Reshape;
import dev.pex.operator.Slice;
import dev.pex.operator.Transpose;
import dev.pex.tensor.Axis;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes networks as model files, for tests: each operator as the file's own of the same meaning, in one of
 * its forms. Where shapes do not suit the file's operator, RESHAPEs go between.
 */
public final class GraphWriter {

    private final Graph graph;
    private final ModelWriter file = new ModelWriter();

    /** A tensor of the network under some shape. */
    private record View(int tensor, List<Integer> shape) {}

    /** Where views lie in the file. */
    private final Map<View, Integer> views = new HashMap<>();

    private GraphWriter(Graph graph) {
        this.graph = graph;
    }

    /** The file of a network; empty when it has an operator in a form that files have not. */
    public static Optional<byte[]> write(Graph graph) {
        return graph.operators().stream().allMatch(o -> hasFileForm(graph, o))
                ? Optional.of(new GraphWriter(graph).bytes())
                : Optional.empty();
    }

    private static boolean hasFileForm(Graph graph, Operator operator) {
        boolean signed = operator instanceof Pad || operator instanceof Transpose;
        return WeightForms.hasPadding(operator)
                && !(signed && graph.outputOf(operator).type() == ElementType.UINT8);
    }

    private byte[] bytes() {
        for (Tensor tensor : graph.tensors()) {
            view(tensor.id(), tensor.shape());
        }
        List<Operator> operators = graph.operators();
        int next = 0;
        while (next < operators.size()) {
            List<Slice> pieces = SliceForms.pieces(graph, next);
            if (pieces.isEmpty()) {
                OperatorForms.write(this, operators.get(next), next);
                next++;
            } else {
                SliceForms.split(this, pieces, next);
                next += pieces.size();
            }
        }
        return file.network(indices(graph.inputs()), indices(graph.outputs())).bytes();
    }

    private int[] indices(List<Integer> ids) {
        return ids.stream().mapToInt(id -> view(id, graph.tensor(id).shape())).toArray();
    }

    Graph graph() {
        return graph;
    }

    ModelWriter file() {
        return file;
    }

    /** The file's tensor of an operand under a shape; what is not there comes from a RESHAPE, or is constant as well. */
    int read(int id, List<Integer> shape) {
        boolean known = views.containsKey(new View(id, shape));
        int view = view(id, shape);
        if (!known && graph.tensor(id).constant().isEmpty()) {
            reshape(view(id, graph.tensor(id).shape()), view, shape);
        }
        return view;
    }

    /** The file's tensor that a result is made in, to be {@linkplain #deliver delivered}. */
    int make(int id, List<Integer> shape) {
        return view(id, shape);
    }

    /** Makes the declared tensor of a result that was made under a shape. */
    void deliver(int id, List<Integer> shape) {
        List<Integer> declared = graph.tensor(id).shape();
        if (!declared.equals(shape)) {
            reshape(view(id, shape), view(id, declared), declared);
        }
    }

    void reshape(int from, int to, List<Integer> shape) {
        int target = file.vector("shape", ints(shape));
        file.operator(RESHAPE, new int[] {from, target}, new int[] {to}, ModelWriter.table());
    }

    /** A RESHAPE of the network: a SQUEEZE where dimensions of 1 go. */
    void reshape(Reshape reshape) {
        List<Integer> from = graph.tensor(reshape.input()).shape();
        List<Integer> to = graph.tensor(reshape.output()).shape();
        int input = read(reshape.input(), from);
        int output = make(reshape.output(), to);
        boolean squeezes = to.size() < from.size()
                && to.equals(from.stream().filter(size -> size != 1).toList());
        if (squeezes) {
            file.operator(SQUEEZE, new int[] {input}, new int[] {output}, ModelWriter.table());
        } else {
            reshape(input, output, to);
        }
    }

    /**
     * The shape under which an operator reads or makes a tensor: the declared one when that has a dimension
     * for every axis that matters, and the same rank as the operator's other tensors; else an image.
     */
    List<Integer> shape(Operator operator, int id) {
        List<Tensor> all = Stream.concat(graph.inputsOf(operator).stream(), Stream.of(graph.outputOf(operator)))
                .toList();
        Tensor tensor = graph.tensor(id);
        int rank = tensor.shape().size();
        boolean natural = all.stream().allMatch(t -> t.shape().size() == rank && isCanonical(t, rank))
                && axes(operator).stream().allMatch(a -> dimension(tensor.shape(), a) >= 0);
        return natural ? tensor.shape() : image(tensor.extent());
    }

    /** The axes that an operator names. */
    private static List<Axis> axes(Operator operator) {
        if (operator instanceof Reduction reduction) {
            // A reduction of nothing is written as one of the batch.
            return reduction.axes().isEmpty() ? List.of(Axis.values()) : reduction.axes();
        }
        if (operator instanceof ArgMax argMax) {
            return List.of(argMax.axis());
        }
        if (operator instanceof Gather gather) {
            return List.of(gather.axis());
        }
        if (operator instanceof Concatenation concatenation) {
            return List.of(concatenation.axis());
        }
        return operator instanceof Transpose ? List.of(Axis.values()) : List.of();
    }

    /** Whether a shape has one dimension for each axis, as far as its rank allows. */
    private static boolean isCanonical(Tensor tensor, int rank) {
        Extent e = tensor.extent();
        List<Integer> canonical = switch (rank) {
            case 1 -> List.of(e.channels());
            case 2 -> List.of(e.rows(), e.channels());
            case 3 -> List.of(1, e.rows(), e.channels());
            default -> image(e);
        };
        return tensor.shape().equals(canonical);
    }

    static List<Integer> image(Extent e) {
        return List.of(1, e.rows(), e.columns(), e.channels());
    }

    /** The dimension of an axis under such a shape; -1 when it has none. */
    static int dimension(List<Integer> shape, Axis axis) {
        return AxisView.canonical(shape).axes().lastIndexOf(axis);
    }

    /** A tensor that the network does not have, of the same type and quantisation as one that it has. */
    int add(String name, int like, List<Integer> shape) {
        Tensor tensor = graph.tensor(like);
        int type = type(tensor.type());
        Optional<Quantization> quantization = tensor.quantization();
        return quantization.isPresent()
                ? file.quantized(
                        name,
                        type,
                        quantization.get().scale(),
                        quantization.get().zeroPoint(),
                        ints(shape))
                : file.tensor(name, type, ints(shape));
    }

    static int type(ElementType type) {
        return switch (type) {
            case INT8 -> ModelWriter.INT8;
            case UINT8 -> ModelWriter.UINT8;
            case INT16 -> throw new IllegalArgumentException("no operator has elements of " + type);
            case INT32 -> ModelWriter.INT32;
            case FLOAT32 -> ModelWriter.FLOAT32;
        };
    }

    static int[] ints(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    /** A shape without one of its dimensions. */
    static List<Integer> without(List<Integer> shape, int dimension) {
        List<Integer> rest = new ArrayList<>(shape);
        rest.remove(dimension);
        return rest;
    }

    private int view(int id, List<Integer> shape) {
        return views.computeIfAbsent(new View(id, shape), view -> {
            Tensor tensor = graph.tensor(id);
            boolean declared = tensor.shape().equals(shape);
            int index = add(tensor.name() + (declared ? "" : "/" + shape), id, shape);
            tensor.constant().ifPresent(bytes -> file.change(index, t -> t.data = bytes.toArray()));
            return index;
        });
    }
}
