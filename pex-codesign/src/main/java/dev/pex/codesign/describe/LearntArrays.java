package dev.pex.codesign.describe;

import dev.pex.array.NumberArray;
import dev.pex.array.NumberType;
import dev.pex.dsl.weights.WeightLayout;
import dev.pex.floats.FloatWeights;
import dev.pex.operator.LayerForm;
import dev.pex.operator.Operator;
import dev.pex.operator.Weighted;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The arrays of the file of weights, by the names that the builder looks up (docs/DSL.md, Weights). */
final class LearntArrays {
    private static final WeightLayout LAYOUT = WeightLayout.TFLITE;

    private final Subject subject;
    private final SortedMap<String, NumberArray> arrays = new TreeMap<>();

    private LearntArrays(Subject subject) {
        this.subject = subject;
    }

    static SortedMap<String, NumberArray> of(Subject subject) {
        LearntArrays learnt = new LearntArrays(subject);
        List<Operator> operators = subject.graph().operators();
        for (int i = 0; i < operators.size(); i++) {
            if (operators.get(i) instanceof Weighted layer) {
                learnt.layer(layer, Optional.ofNullable(subject.weights().get(i)));
            }
        }
        learnt.constants();
        if (subject.form() == Form.QUANTIZED_BY_FILE) {
            learnt.quantizations();
        }
        return learnt.arrays;
    }

    /** Whether a layer has a bias other than zeros. */
    static boolean hasBias(Subject subject, Weighted layer) {
        if (subject.form() != Form.FLOAT) {
            return !isZero(layer.bias().toArray());
        }
        int index = subject.graph().operators().indexOf(layer);
        return !isZero(
                bits(Objects.requireNonNull(subject.weights().get(index)).bias().toArray()));
    }

    private static boolean isZero(int[] numbers) {
        boolean zero = true;
        for (int number : numbers) {
            zero &= number == 0;
        }
        return zero;
    }

    /** The bits of floats, of which those of -0.0 are not zero. */
    private static int[] bits(float[] numbers) {
        int[] bits = new int[numbers.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(numbers[i]);
        }
        return bits;
    }

    private void layer(Weighted layer, Optional<FloatWeights> own) {
        String name = subject.name(layer.output());
        List<Integer> shape = shape(layer);
        List<Integer> channels = List.of(layer.bias().size());
        if (subject.form() == Form.FLOAT) {
            FloatWeights weights = own.orElseThrow();
            arrays.put(name + ".weight", NumberArray.of(shape, weights.filter().toArray()));
            if (hasBias(subject, layer)) {
                arrays.put(
                        name + ".bias", NumberArray.of(channels, weights.bias().toArray()));
            }
            return;
        }
        Filter filter = layer.filter();
        arrays.put(name + ".weight", new NumberArray(shape, NumberType.INT8, filter.weights()));
        float[] scales = filter.scales().toArray();
        arrays.put(name + ".weight_scale", NumberArray.of(List.of(scales.length), scales));
        if (filter.zeroPoint() != 0) {
            arrays.put(name + ".weight_zero_point", integers(List.of(), filter.zeroPoint()));
        }
        if (hasBias(subject, layer)) {
            arrays.put(name + ".bias", integers(channels, layer.bias().toArray()));
        }
    }

    /** The shape of a layer's weights in the file; they lie in the layer's own order there. */
    private List<Integer> shape(Weighted layer) {
        Extent input = subject.graph().tensor(layer.input()).extent();
        Map<Character, Integer> sizes = new HashMap<>(Map.of('1', 1, 'H', 1, 'W', 1, 'I', 1));
        sizes.putAll(layer.filterSizes(input));
        List<String> dimensions = LAYOUT.of(layer);
        LayerForm form = layer.form();
        if (!String.join("", dimensions).replace("1", "").equals(form.order())) {
            throw new IllegalStateException(form + " has another order in files of " + LAYOUT);
        }
        return dimensions.stream()
                .map(letters -> letters.chars()
                        .map(letter -> Objects.requireNonNull(sizes.get((char) letter)))
                        .reduce(1, Math::multiplyExact))
                .toList();
    }

    private void constants() {
        for (Tensor tensor : subject.graph().tensors()) {
            boolean looked = tensor.constant().isPresent()
                    && subject.names().containsKey(tensor.id())
                    && subject.isInFile(tensor);
            if (looked) {
                NumberType type = tensor.type() == ElementType.FLOAT32 ? NumberType.FLOAT32 : NumberType.INT8;
                if (tensor.type().bytes() == type.bytes()) {
                    List<Integer> shape = Shapes.of(tensor).dimensions();
                    arrays.put(
                            subject.name(tensor.id()),
                            new NumberArray(shape, type, tensor.constant().orElseThrow()));
                }
            }
        }
    }

    /** Scales and zero points of inputs, constants and the operators that choose them. */
    private void quantizations() {
        Set<Integer> kept = new HashSet<>();
        subject.graph().operators().stream()
                .filter(operator -> !subject.choosesQuantization(operator))
                .forEach(operator -> kept.add(operator.output()));
        for (Tensor tensor : subject.graph().tensors()) {
            if (subject.names().containsKey(tensor.id()) && !kept.contains(tensor.id())) {
                tensor.quantization().ifPresent(quantization -> put(subject.name(tensor.id()), quantization));
            }
        }
    }

    private void put(String name, Quantization quantization) {
        arrays.put(name + ".scale", NumberArray.of(List.of(), quantization.scale()));
        arrays.put(name + ".zero_point", integers(List.of(), quantization.zeroPoint()));
    }

    private static NumberArray integers(List<Integer> shape, int... numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(numbers.length, Integer.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int number : numbers) {
            buffer.putInt(number);
        }
        return new NumberArray(shape, NumberType.INT32, Bytes.copyOf(buffer.array()));
    }
}
