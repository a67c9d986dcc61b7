package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.Concatenation;
import dev.pex.operator.Resampling;
import dev.pex.operator.ResizeBilinear;
import dev.pex.operator.ResizeNearest;
import dev.pex.operator.Slice;
import dev.pex.tensor.Axis;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.PerAxis;
import dev.pex.tensor.Quantization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Recipes for operators that take elements from elsewhere. */
final class RandomMovements {
    private static final List<Axis> AXES = List.of(Axis.values());

    private RandomMovements() {}

    /** One to five inputs along any axis; some constant, sometimes one of them twice. */
    static Graph concatenation(RandomTensors tensors) {
        Extent like = tensors.extent();
        Axis axis = AXES.get(tensors.random.nextInt(AXES.size()));
        Element element = element(tensors);
        int count = tensors.random.nextInt(1, 6);
        List<Integer> inputs = new ArrayList<>();
        int sum = 0;
        int first = like.along(axis);
        for (int i = 0; i < count; i++) {
            if (i > 0 && tensors.oneIn(8)) {
                inputs.add(inputs.get(0));
                sum += first;
                continue;
            }
            Extent extent = i == 0 ? like : like.with(axis, tensors.random.nextInt(1, 6));
            boolean constant = i > 0 && element.type() == ElementType.INT8 && tensors.oneIn(4);
            inputs.add(
                    constant
                            ? tensors.int8Constant(
                                    extent, element.quantization().orElseThrow())
                            : tensors.input(extent, element.type(), element.quantization()));
            sum += extent.along(axis);
        }
        Concatenation concatenation = new Concatenation(tensors.origin(), inputs, tensors.output(), axis);
        return tensors.graph(concatenation, like.with(axis, sum), element.type(), element.quantization());
    }

    static Graph slice(RandomTensors tensors) {
        Extent out = tensors.extent();
        PerAxis begin = new PerAxis(0, 0, 0);
        PerAxis stride = new PerAxis(1, 1, 1);
        Extent in = out;
        for (Axis axis : Axis.values()) {
            int first = tensors.oneIn(3) ? 0 : tensors.random.nextInt(4);
            int step = tensors.oneIn(2) ? 1 : tensors.random.nextInt(1, 4);
            begin = begin.with(axis, first);
            stride = stride.with(axis, step);
            in = in.with(axis, first + (out.along(axis) - 1) * step + 1 + tensors.random.nextInt(3));
        }
        Element element = element(tensors);
        int input = tensors.input(in, element.type(), element.quantization());
        Slice slice = new Slice(tensors.origin(), input, tensors.output(), begin, stride);
        return tensors.graph(slice, out, element.type(), element.quantization());
    }

    static Graph resizeNearest(RandomTensors tensors) {
        Extent in = tensors.extent();
        Element element = element(tensors);
        int input = tensors.input(in, element.type(), element.quantization());
        Resampling resampling = new Resampling(tensors.oneIn(3), tensors.oneIn(3));
        return tensors.graph(
                new ResizeNearest(tensors.origin(), input, tensors.output(), resampling),
                resized(tensors, in),
                element.type(),
                element.quantization());
    }

    static Graph resizeBilinear(RandomTensors tensors) {
        Extent in = tensors.extent();
        Quantization quantization = tensors.quantization();
        int choice = tensors.random.nextInt(3);
        ResizeBilinear resize = new ResizeBilinear(
                tensors.origin(),
                tensors.int8Input(in, quantization),
                tensors.output(),
                new Resampling(choice == 1, choice == 2));
        return tensors.int8Graph(resize, resized(tensors, in), quantization);
    }

    /** Any ratio, an exact multiple, or so large that positions go beyond the last element. */
    private static Extent resized(RandomTensors tensors, Extent in) {
        return switch (tensors.random.nextInt(4)) {
            case 0 -> new Extent(in.rows() * 2, in.columns() * 3, in.channels());
            case 1 -> new Extent(tensors.random.nextInt(1, 90), tensors.random.nextInt(1, 5), in.channels());
            default -> new Extent(tensors.random.nextInt(1, 20), tensors.random.nextInt(1, 20), in.channels());
        };
    }

    private record Element(ElementType type, Optional<Quantization> quantization) {}

    private static Element element(RandomTensors tensors) {
        if (tensors.oneIn(5)) {
            return new Element(ElementType.FLOAT32, Optional.empty());
        }
        ElementType type = tensors.byteType();
        return new Element(type, Optional.of(new Quantization(tensors.scale(1e-3, 1), tensors.zeroPoint(type))));
    }
}
