package dev.pex.dsl.build;

import dev.pex.dsl.weights.WeightLayout;
import dev.pex.operator.Weighted;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Ints;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The order of the weights of one operator in a file and in the operator's filter.
 *
 * @param shape the shape of the array in the file
 * @param source for each weight of the filter, its index in the file
 */
record FilterOrder(List<Integer> shape, Ints source) {

    static FilterOrder of(Weighted operator, Extent input, WeightLayout layout) {
        Map<Character, Integer> sizes = sizes(operator, input);
        List<String> groups = layout.of(operator);
        List<Integer> shape = groups.stream()
                .map(group ->
                        group.chars().map(letter -> sizes.get((char) letter)).reduce(1, Math::multiplyExact))
                .toList();
        String file = String.join("", groups);
        Map<Character, Integer> strides = new HashMap<>();
        int stride = 1;
        for (int i = file.length() - 1; i >= 0; i--) {
            strides.put(file.charAt(i), stride);
            stride = Math.multiplyExact(stride, size(sizes, file.charAt(i)));
        }
        int[] source = {0};
        for (char letter : order(operator).toCharArray()) {
            source = along(source, size(sizes, letter), size(strides, letter));
        }
        return new FilterOrder(shape, Ints.copyOf(source));
    }

    /** The number of weights in the sum of each output. */
    static int fanIn(Weighted operator, Extent input) {
        Map<Character, Integer> sizes = sizes(operator, input);
        return size(sizes, 'H') * size(sizes, 'W') * size(sizes, 'I');
    }

    static int size(Weighted operator, Extent input) {
        return of(operator, input, WeightLayout.TFLITE).source().size();
    }

    float[] pick(float[] file) {
        float[] filter = new float[source.size()];
        for (int i = 0; i < filter.length; i++) {
            filter[i] = file[source.get(i)];
        }
        return filter;
    }

    byte[] pick(int[] file) {
        byte[] filter = new byte[source.size()];
        for (int i = 0; i < filter.length; i++) {
            filter[i] = (byte) file[source.get(i)];
        }
        return filter;
    }

    /** The order of the operator's own filter, in the letters of {@link WeightLayout}. */
    private static String order(Weighted operator) {
        if (operator instanceof dev.pex.operator.DepthwiseConv2d) {
            return "HWCM";
        }
        return operator instanceof dev.pex.operator.FullyConnected ? "OI" : "OHWI";
    }

    private static Map<Character, Integer> sizes(Weighted operator, Extent input) {
        Map<Character, Integer> sizes = new HashMap<>(Map.of('1', 1, 'H', 1, 'W', 1));
        sizes.put('O', operator.bias().size());
        sizes.put('I', input.channels());
        if (operator instanceof dev.pex.operator.Conv2d conv) {
            sizes.put('H', conv.rows().kernel());
            sizes.put('W', conv.columns().kernel());
        } else if (operator instanceof dev.pex.operator.TransposeConv2d conv) {
            sizes.put('H', conv.rows().kernel());
            sizes.put('W', conv.columns().kernel());
        } else if (operator instanceof dev.pex.operator.DepthwiseConv2d conv) {
            sizes.put('H', conv.rows().kernel());
            sizes.put('W', conv.columns().kernel());
            sizes.put('C', input.channels());
            sizes.put('M', conv.multiplier());
            sizes.put('I', 1);
        }
        return sizes;
    }

    private static int size(Map<Character, Integer> sizes, char letter) {
        return Objects.requireNonNull(sizes.get(letter));
    }

    private static int[] along(int[] bases, int size, int stride) {
        int[] indices = new int[bases.length * size];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = bases[i / size] + i % size * stride;
        }
        return indices;
    }
}
