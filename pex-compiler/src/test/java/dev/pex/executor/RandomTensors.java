package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.Activation;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.operator.Window;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import dev.pex.testing.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/** Collects the tensors of one random network, and draws what most operators need. */
final class RandomTensors {
    final SplittableRandom random;
    private final String name;
    private final List<Tensor> tensors = new ArrayList<>();
    private final List<Integer> inputs = new ArrayList<>();

    RandomTensors(String name, SplittableRandom random) {
        this.name = name;
        this.random = random;
    }

    Origin origin() {
        return new Origin(0, name.toUpperCase(Locale.ROOT), "output");
    }

    int input(Extent extent, ElementType type, Optional<Quantization> quantization) {
        int id = add("input", extent, type, quantization, Optional.empty());
        inputs.add(id);
        return id;
    }

    int int8Input(Extent extent, Quantization quantization) {
        return input(extent, ElementType.INT8, Optional.of(quantization));
    }

    int int8Constant(Extent extent, Quantization quantization) {
        byte[] data = new byte[extent.elements()];
        random.nextBytes(data);
        return add("constant", extent, ElementType.INT8, Optional.of(quantization), Optional.of(Bytes.copyOf(data)));
    }

    /** A constant without elements that are 0. */
    int int8Divisor(Extent extent, Quantization quantization) {
        byte[] data = new byte[extent.elements()];
        random.nextBytes(data);
        for (int i = 0; i < data.length; i++) {
            if (data[i] == quantization.zeroPoint()) {
                data[i] = (byte) (data[i] == Byte.MAX_VALUE ? Byte.MIN_VALUE : data[i] + 1);
            }
        }
        return add("divisor", extent, ElementType.INT8, Optional.of(quantization), Optional.of(Bytes.copyOf(data)));
    }

    private int add(
            String tensorName,
            Extent extent,
            ElementType type,
            Optional<Quantization> quantization,
            Optional<Bytes> constant) {
        List<Integer> shape = List.of(1, extent.rows(), extent.columns(), extent.channels());
        tensors.add(new Tensor(tensors.size(), tensorName, shape, extent, type, quantization, constant));
        return tensors.size() - 1;
    }

    /** Id that the output will have. */
    int output() {
        return tensors.size();
    }

    /** The network; can be called again with another output. */
    Graph graph(Operator operator, Extent extent, ElementType type, Optional<Quantization> quantization) {
        int id = add("output", extent, type, quantization, Optional.empty());
        Graph graph = new Graph(name, tensors, List.of(operator), inputs, List.of(id));
        tensors.remove(id);
        return graph;
    }

    Graph int8Graph(Operator operator, Extent extent, Quantization quantization) {
        return graph(operator, extent, ElementType.INT8, Optional.of(quantization));
    }

    Extent extent() {
        return new Extent(random.nextInt(1, 10), random.nextInt(1, 10), random.nextInt(1, 10));
    }

    Axis axis() {
        return List.of(Axis.values()).get(random.nextInt(3));
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    /** Uniform on a logarithmic scale. */
    float scale(double lowest, double highest) {
        double x = Math.log(lowest) + random.nextDouble() * (Math.log(highest) - Math.log(lowest));
        return (float) Math.exp(x);
    }

    /** One in four at either end of int8. */
    int zeroPoint() {
        return switch (random.nextInt(8)) {
            case 0 -> -128;
            case 1 -> 127;
            case 2 -> 0;
            default -> random.nextInt(-128, 128);
        };
    }

    int zeroPoint(ElementType type) {
        return type == ElementType.UINT8 ? zeroPoint() + 128 : zeroPoint();
    }

    Quantization quantization() {
        return new Quantization(scale(1e-3, 1), zeroPoint());
    }

    ElementType byteType() {
        return random.nextBoolean() ? ElementType.INT8 : ElementType.UINT8;
    }

    Activation activation() {
        return oneIn(2) ? Activation.NONE : Streams.choose(random.nextLong(), List.of(Activation.values()));
    }

    /** A window with SAME or VALID padding; both axes of an operator share the choice. */
    Window window(int input, boolean same, int largestDilation) {
        int kernel = random.nextInt(1, 5);
        int stride = random.nextInt(1, 4);
        int dilation = random.nextInt(1, largestDilation + 1);
        if (same) {
            return Window.same(input, kernel, stride, dilation);
        }
        int fitting = Math.min(kernel, (input - 1) / dilation + 1);
        return Window.valid(input, fitting, stride, dilation);
    }
}
