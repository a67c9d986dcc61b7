package dev.pex.frontend.tflite;

import static dev.pex.frontend.tflite.ModelWriter.table;
import static dev.pex.frontend.tflite.file.BuiltinOperator.SLICE;
import static dev.pex.frontend.tflite.file.BuiltinOperator.SPLIT;
import static dev.pex.frontend.tflite.file.BuiltinOperator.SPLIT_V;
import static dev.pex.frontend.tflite.file.BuiltinOperator.STRIDED_SLICE;
import static dev.pex.frontend.tflite.file.BuiltinOperator.UNPACK;

import dev.pex.graph.Graph;
import dev.pex.operator.Slice;
import dev.pex.tensor.Axis;
import dev.pex.tensor.PerAxis;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The forms of slices in model files: SLICE, STRIDED_SLICE, and several together as SPLIT, SPLIT_V or UNPACK. */
final class SliceForms {
    private static final PerAxis DENSE = new PerAxis(1, 1, 1);

    private SliceForms() {}

    /** A slice alone. */
    static void slice(GraphWriter writer, Slice slice, int variant) {
        List<Integer> from = writer.shape(slice, slice.input());
        List<Integer> to = writer.shape(slice, slice.output());
        int input = writer.read(slice.input(), from);
        int output = writer.make(slice.output(), to);
        int[] begin = new int[from.size()];
        int[] end = GraphWriter.ints(from);
        int[] stride = new int[from.size()];
        Arrays.fill(stride, 1);
        for (Axis axis : Axis.values()) {
            int dimension = GraphWriter.dimension(from, axis);
            if (dimension >= 0) {
                begin[dimension] = slice.begin().along(axis);
                stride[dimension] = slice.stride().along(axis);
                end[dimension] = begin[dimension] + (to.get(dimension) - 1) * stride[dimension] + 1;
            }
        }
        ModelWriter file = writer.file();
        int begins = file.vector("begin", begin);
        if (slice.stride().equals(DENSE) && variant % 2 == 0) {
            int sizes = file.vector("size", GraphWriter.ints(to));
            file.operator(SLICE, new int[] {input, begins, sizes}, new int[] {output}, table());
        } else {
            int[] operands = {input, begins, file.vector("end", end), file.vector("stride", stride)};
            file.operator(STRIDED_SLICE, operands, new int[] {output}, table(0, 0, 0, 0, 0));
        }
        writer.deliver(slice.output(), to);
    }

    /** The slices from an operator on that take a tensor apart along an axis; empty when there are none. */
    static List<Slice> pieces(Graph graph, int first) {
        List<Slice> pieces = new ArrayList<>();
        for (int i = first; i < graph.operators().size(); i++) {
            if (!(graph.operators().get(i) instanceof Slice slice)
                    || (!pieces.isEmpty() && slice.input() != pieces.get(0).input())) {
                break;
            }
            pieces.add(slice);
            for (Axis axis : Axis.values()) {
                if (pieces.size() > 1 && takeApart(graph, pieces, axis)) {
                    return pieces;
                }
            }
        }
        return List.of();
    }

    private static boolean takeApart(Graph graph, List<Slice> pieces, Axis axis) {
        Tensor whole = graph.tensor(pieces.get(0).input());
        int covered = 0;
        for (Slice piece : pieces) {
            Tensor part = graph.outputOf(piece);
            boolean next = piece.stride().equals(DENSE)
                    && piece.begin().equals(new PerAxis(0, 0, 0).with(axis, covered))
                    && part.extent().with(axis, 1).equals(whole.extent().with(axis, 1))
                    && part.shape().size() == whole.shape().size();
            if (!next) {
                return false;
            }
            covered += part.extent().along(axis);
        }
        return covered == whole.extent().along(axis);
    }

    /** Slices that take a tensor apart. */
    static void split(GraphWriter writer, List<Slice> pieces, int variant) {
        Graph graph = writer.graph();
        Slice first = pieces.get(0);
        List<Integer> from = writer.shape(first, first.input());
        Axis axis = Arrays.stream(Axis.values())
                .filter(a -> takeApart(graph, pieces, a))
                .findFirst()
                .orElseThrow();
        int along = GraphWriter.dimension(from, axis);
        List<Integer> sizes = pieces.stream()
                .map(graph::outputOf)
                .map(Tensor::extent)
                .map(e -> e.along(axis))
                .toList();
        boolean unpacks = Set.copyOf(sizes).equals(Set.of(1)) && variant % 2 == 0;
        List<List<Integer>> shapes = new ArrayList<>();
        int[] outputs = new int[pieces.size()];
        for (int i = 0; i < outputs.length; i++) {
            Slice piece = pieces.get(i);
            List<Integer> shape = writer.shape(piece, piece.output());
            shapes.add(unpacks ? GraphWriter.without(shape, along) : shape);
            outputs[i] = writer.make(piece.output(), shapes.get(i));
        }
        write(writer, writer.read(first.input(), from), outputs, along, sizes, unpacks);
        for (int i = 0; i < outputs.length; i++) {
            writer.deliver(pieces.get(i).output(), shapes.get(i));
        }
    }

    private static void write(
            GraphWriter writer, int input, int[] outputs, int along, List<Integer> sizes, boolean unpacks) {
        ModelWriter file = writer.file();
        int count = outputs.length;
        if (unpacks) {
            file.operator(UNPACK, new int[] {input}, outputs, table(count, along));
            return;
        }
        int axis = file.ints("axis", new int[] {}, along);
        if (Set.copyOf(sizes).size() == 1) {
            file.operator(SPLIT, new int[] {axis, input}, outputs, table(count));
        } else {
            int numbers = file.vector("sizes", GraphWriter.ints(sizes));
            file.operator(SPLIT_V, new int[] {input, numbers, axis}, outputs, table(count));
        }
    }
}
