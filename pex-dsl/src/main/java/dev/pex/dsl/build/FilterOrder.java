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
        for (char letter : operator.form().order().toCharArray()) {
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

    private static Map<Character, Integer> sizes(Weighted operator, Extent input) {
        Map<Character, Integer> sizes = new HashMap<>(Map.of('1', 1, 'H', 1, 'W', 1, 'I', 1));
        sizes.putAll(operator.filterSizes(input));
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
