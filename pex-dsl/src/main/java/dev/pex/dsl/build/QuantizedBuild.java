package dev.pex.dsl.build;

import dev.pex.array.NumberArray;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.dsl.weights.WeightFile;
import dev.pex.graph.Graph;
import dev.pex.operator.LayerForm;
import dev.pex.operator.Operator;
import dev.pex.operator.Pad;
import dev.pex.operator.Values;
import dev.pex.operator.Weighted;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Floats;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Quantises a float network with the integers of a file, or gives a quantised one its weights. Values have {@code name.scale} and {@code name.zero_point};
 * weighted operators {@code name.weight} in int8, {@code name.weight_scale}, one or one per output channel, perhaps
 * {@code name.weight_zero_point}, and {@code name.bias} in int32; constants have their int8 elements under their own name.
 */
final class QuantizedBuild {
    private static final Quantization UNKNOWN = new Quantization(1f, 0);

    private final Described described;
    private final Graph graph;
    private final Lookup lookup;

    private QuantizedBuild(Described described, WeightFile file) {
        this.described = described;
        this.graph = described.graph();
        this.lookup = new Lookup(graph.name(), file);
    }

    /** The graph; every fault of the file is a diagnostic. */
    static Graph of(Described described, WeightFile file) {
        return new QuantizedBuild(described, file).build();
    }

    /** A graph whose quantisation is stated, with the weights and parameters of a file; every fault is a diagnostic. */
    static Graph withWeights(Described described, WeightFile file) {
        return new QuantizedBuild(described, file).withWeights();
    }

    private Graph withWeights() {
        List<Operator> operators = new ArrayList<>();
        for (int i = 0; i < graph.operators().size(); i++) {
            operators.add(weighted(i, graph.operators().get(i)));
        }
        List<Tensor> tensors = graph.tensors().stream().map(this::looked).toList();
        return finished(tensors, operators);
    }

    private Tensor looked(Tensor tensor) {
        if (!described.parameters().contains(tensor.id())) {
            return tensor;
        }
        Bytes elements = tensor.type() == ElementType.FLOAT32
                ? lookup.reals(tensor.name(), tensor.shape())
                        .map(FloatValues::bytes)
                        .orElseGet(() -> tensor.constant().orElseThrow())
                : ofFile(tensor, tensor.extent().elements());
        return new Tensor(
                tensor.id(),
                tensor.name(),
                tensor.shape(),
                tensor.extent(),
                tensor.type(),
                tensor.quantization(),
                Optional.of(elements));
    }

    private Graph build() {
        Map<Integer, Quantization> known = quantizations();
        List<Operator> operators = new ArrayList<>();
        for (int i = 0; i < graph.operators().size(); i++) {
            operators.add(quantized(i, graph.operators().get(i), known));
        }
        List<Tensor> tensors =
                graph.tensors().stream().map(tensor -> quantized(tensor, known)).toList();
        return finished(tensors, operators);
    }

    private Graph finished(List<Tensor> tensors, List<Operator> operators) {
        lookup.finish();
        Graph built = new Graph(graph.name(), tensors, operators, graph.inputs(), graph.outputs());
        checkArithmetic(built);
        return built;
    }

    private Map<Integer, Quantization> quantizations() {
        Map<Integer, Quantization> known = new HashMap<>();
        for (Tensor tensor : graph.tensors()) {
            if (tensor.type() != ElementType.FLOAT32) {
                continue;
            }
            Optional<Quantization> kept = graph.producer(tensor.id()).flatMap(operator -> kept(operator, known));
            Optional<Quantization> stated =
                    Optional.ofNullable(described.stated().get(tensor.id()));
            known.put(tensor.id(), kept.or(() -> stated).orElseGet(() -> ofFile(tensor)));
        }
        return known;
    }

    /** The quantisation that an operator's output has to have. */
    private static Optional<Quantization> kept(Operator operator, Map<Integer, Quantization> known) {
        return operator.fixedQuantization()
                .or(() -> operator.values() == Values.COMPUTED
                        ? Optional.empty()
                        : Optional.ofNullable(known.get(operator.inputs().get(0))));
    }

    private Quantization ofFile(Tensor tensor) {
        String scaleName = tensor.name() + ".scale";
        Optional<float[]> scale = lookup.reals(scaleName, List.of());
        Optional<int[]> zeroPoint = lookup.integers(tensor.name() + ".zero_point", List.of(), -128, 127);
        if (scale.isPresent() && !(scale.get()[0] > 0)) {
            lookup.unfit(scaleName, "the scale is " + scale.get()[0], "scales are positive");
            return UNKNOWN;
        }
        return scale.isPresent() && zeroPoint.isPresent()
                ? new Quantization(scale.get()[0], zeroPoint.get()[0])
                : UNKNOWN;
    }

    private Tensor quantized(Tensor tensor, Map<Integer, Quantization> known) {
        if (tensor.type() != ElementType.FLOAT32) {
            return tensor;
        }
        Quantization quantization = known.getOrDefault(tensor.id(), UNKNOWN);
        Optional<Bytes> constant = tensor.constant()
                .map(real -> described.parameters().contains(tensor.id())
                        ? ofFile(tensor, real.size() / Float.BYTES)
                        : rounded(FloatValues.values(real), quantization));
        return new Tensor(
                tensor.id(),
                tensor.name(),
                tensor.shape(),
                tensor.extent(),
                ElementType.INT8,
                Optional.of(quantization),
                constant);
    }

    private Bytes ofFile(Tensor tensor, int size) {
        byte[] elements = new byte[size];
        lookup.integers(tensor.name(), tensor.shape(), -128, 127).ifPresent(values -> {
            for (int i = 0; i < size; i++) {
                elements[i] = (byte) values[i];
            }
        });
        return Bytes.copyOf(elements);
    }

    private static Bytes rounded(float[] real, Quantization quantization) {
        byte[] elements = new byte[real.length];
        for (int i = 0; i < real.length; i++) {
            double value = Math.rint(real[i] / (double) quantization.scale()) + quantization.zeroPoint();
            elements[i] = (byte) Math.min(Math.max(value, -128), 127);
        }
        return Bytes.copyOf(elements);
    }

    private Operator quantized(int index, Operator operator, Map<Integer, Quantization> known) {
        if (operator instanceof Pad pad && pad.value().isPresent()) {
            Quantization quantization = known.getOrDefault(pad.input(), UNKNOWN);
            Bytes value = rounded(FloatValues.values(pad.value().get()), quantization);
            return pad.withValue(value);
        }
        return weighted(index, operator);
    }

    /** A layer without weights gets those of the file. */
    private Operator weighted(int index, Operator operator) {
        return operator instanceof Weighted layer && layer.filter().equals(Filter.NONE)
                ? layer.withWeights(filter(layer), bias(index, layer))
                : operator;
    }

    private Ints bias(int index, Weighted layer) {
        int channels = layer.bias().size();
        Optional<int[]> found = described.withoutBias().contains(index)
                ? Optional.empty()
                : lookup.integers(
                        layer.origin().name() + ".bias", List.of(channels), Integer.MIN_VALUE, Integer.MAX_VALUE);
        return Ints.copyOf(found.orElseGet(() -> new int[channels]));
    }

    private Filter filter(Weighted layer) {
        String name = layer.origin().name() + ".weight";
        FilterOrder order = FilterOrder.of(
                layer, graph.tensor(layer.input()).extent(), lookup.file().layout());
        Optional<int[]> weights = lookup.integers(name, order.shape(), -128, 127);
        Optional<float[]> scales = scales(layer, name + "_scale");
        int zeroPoint = zeroPoint(layer, name + "_zero_point", scales);
        return weights.isPresent() && scales.isPresent()
                ? new Filter(Bytes.copyOf(order.pick(weights.get())), Floats.copyOf(scales.get()), zeroPoint)
                : Filter.NONE;
    }

    private Optional<float[]> scales(Weighted layer, String name) {
        int channels = layer.bias().size();
        Optional<float[]> scales = lookup.required(name).map(NumberArray::floats);
        return scales.filter(values -> {
            boolean fits = values.length == 1 || values.length == channels;
            if (!fits) {
                lookup.unfit(name, "it has " + values.length + " scales", "1 or " + channels + " are expected");
            }
            boolean positive = lookup.finite(name, values);
            for (float value : values) {
                if (positive && !(value > 0)) {
                    lookup.unfit(name, "a scale is " + value, "scales are positive");
                    positive = false;
                }
            }
            return fits && positive;
        });
    }

    private int zeroPoint(Weighted layer, String name, Optional<float[]> scales) {
        Optional<int[]> found = lookup.optional(name).flatMap(array -> lookup.integers(name, array, -128, 127));
        int zeroPoint = found.filter(values -> values.length > 0)
                .map(values -> values[0])
                .orElse(0);
        boolean may = layer.form() == LayerForm.FULLY_CONNECTED
                && scales.filter(values -> values.length == 1).isPresent();
        if (zeroPoint != 0 && !may) {
            lookup.unfit(name, "it is " + zeroPoint, "only fully connected weights with one scale have a zero point");
        }
        return zeroPoint;
    }

    private static void checkArithmetic(Graph built) {
        List<Diagnostic> violations = new ArrayList<>();
        for (Operator operator : built.operators()) {
            operator.violation(built)
                    .ifPresent(violation -> violations.add(Diagnostic.error(
                            violation.overflow() ? Code.ACCUMULATOR_OVERFLOW : Code.UNSUPPORTED_FORM,
                            operator.origin().toString(),
                            violation.what(),
                            "supported: " + violation.supported())));
        }
        if (!violations.isEmpty()) {
            throw new DiagnosticException(violations);
        }
    }
}
