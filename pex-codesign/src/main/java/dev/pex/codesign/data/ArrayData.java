package dev.pex.codesign.data;

import dev.pex.array.NumberArray;
import dev.pex.array.NumberType;
import dev.pex.calibration.SampleMapping;
import dev.pex.diagnostic.Code;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Quantization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes a data set of arrays. */
final class ArrayData {
    private static final int MOST_CLASSES = 1 << 16;

    private final String location;
    private final Map<Split, ArraySamples> given;
    private final Optional<List<String>> names;
    private final SampleMapping mapping;
    private final DataOptions options;

    /**
     * A data set.
     *
     * @param given arrays of one or more splits, among them the training data
     * @param names the names of all classes
     */
    ArrayData(
            String location,
            Map<Split, ArraySamples> given,
            Optional<List<String>> names,
            SampleMapping mapping,
            DataOptions options) {
        this.location = location;
        this.given = given;
        this.names = names;
        this.mapping = mapping;
        this.options = options;
    }

    /** Reads the samples. What is not given is taken from the training data. */
    DataSet read() {
        List<Item> items = new ArrayList<>();
        Map<Split, Integer> starts = new EnumMap<>(Split.class);
        Map<Split, StoredArray> arrays = new EnumMap<>(Split.class);
        given.forEach((split, samples) -> {
            Ints labels = labels(samples);
            arrays.put(split, array(samples));
            starts.put(split, items.size());
            for (int i = 0; i < labels.size(); i++) {
                // Training data stays open: a part of it can become another split.
                Optional<Split> fixed = split == Split.TRAINING ? Optional.empty() : Optional.of(split);
                items.add(new Item(split.folder() + "/" + i, labels.get(i), fixed));
            }
        });
        Labelled labelled = Labelled.of(location, classes(items), items, options.splits());
        List<Samples> splits = Stream.of(Split.values())
                .map(split -> samples(labelled, split, arrays, starts))
                .toList();
        Set<Optional<Quantization>> grids =
                arrays.values().stream().map(StoredArray::grid).collect(Collectors.toSet());
        Optional<Quantization> grid = grids.size() == 1 ? grids.iterator().next() : Optional.empty();
        return new DataSet(grid, labelled.classes(), splits.get(0), splits.get(1), splits.get(2));
    }

    private Samples samples(
            Labelled labelled, Split split, Map<Split, StoredArray> arrays, Map<Split, Integer> starts) {
        Split source = given.containsKey(split) ? split : Split.TRAINING;
        StoredArray array = arrays.get(source);
        Integer start = starts.get(source);
        if (array == null || start == null) {
            throw new IllegalStateException("no training data");
        }
        Ints places = labelled.places(split);
        Ints own = Ints.copyOf(
                IntStream.of(places.toArray()).map(place -> place - start).toArray());
        return new StoredSamples(
                array,
                own,
                labelled.labels(places),
                split == Split.TRAINING ? options.augmentation() : Augmentation.NONE);
    }

    private StoredArray array(ArraySamples samples) {
        NumberArray array = samples.samples();
        Extent input = options.input();
        List<Integer> shape = array.shape();
        List<Integer> one = shape.isEmpty() ? List.of() : shape.subList(1, shape.size());
        if (shape.isEmpty() || !sizes(one).equals(sizes(List.of(input.rows(), input.columns(), input.channels())))) {
            throw Faults.of(
                    Code.DATA_SHAPE,
                    samples.location(),
                    "its samples have the shape " + shape + ", and the input is " + input.rows() + "x" + input.columns()
                            + "x" + input.channels(),
                    "give samples x rows x columns x channels");
        }
        NumberType type = array.type();
        StoredArray.requireSize(samples.location(), 1, array.values().size());
        NumberMap map = NumberMap.of(type, mapping, input.channels(), location);
        return switch (type) {
            case UINT8, INT8, INT16 ->
                new StoredArray(input, type, array.values().asBuffer(), map);
            case FLOAT16, FLOAT32, FLOAT64 -> floats(samples, map);
            default ->
                throw Faults.of(
                        Code.DATA_SHAPE,
                        samples.location(),
                        "its samples are of the type " + type,
                        "give uint8, int8, int16 or float32");
        };
    }

    private StoredArray floats(ArraySamples samples, NumberMap map) {
        NumberArray array = samples.samples();
        float[] numbers = array.floats();
        for (int i = 0; i < numbers.length; i++) {
            if (!Float.isFinite(numbers[i])) {
                throw Faults.of(
                        Code.DATA_VALUE,
                        samples.location(),
                        "element " + i + " of its samples is " + numbers[i],
                        "give numbers that are finite in float32");
            }
        }
        NumberArray stored = array.type() == NumberType.FLOAT32 ? array : NumberArray.of(array.shape(), numbers);
        return new StoredArray(
                options.input(), NumberType.FLOAT32, stored.values().asBuffer(), map);
    }

    /** Sizes without those of 1. */
    private static List<Integer> sizes(List<Integer> shape) {
        return shape.stream().filter(size -> size != 1).toList();
    }

    private Ints labels(ArraySamples samples) {
        NumberArray array = samples.labels();
        int number = samples.samples().shape().isEmpty()
                ? 0
                : samples.samples().shape().get(0);
        if (!array.type().isInteger()
                || array.size() != number
                || array.shape().isEmpty()
                || array.shape().get(0) != number) {
            throw Faults.of(
                    Code.DATA_SHAPE,
                    samples.location(),
                    "it has labels of the shape " + array.shape() + " and the type " + array.type() + " for " + number
                            + " samples",
                    "give one integer for each sample, the number of its class from 0 on");
        }
        long[] values = array.integers();
        int most = names.map(List::size).orElse(MOST_CLASSES);
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0 || values[i] >= most) {
                throw Faults.of(
                        Code.DATA_VALUE,
                        samples.location(),
                        "label " + i + " is " + values[i] + ", and there are " + most + " classes at most",
                        "number classes from 0 on");
            }
        }
        return Ints.copyOf(Arrays.stream(values).mapToInt(value -> (int) value).toArray());
    }

    private List<String> classes(List<Item> items) {
        int number = items.stream().mapToInt(Item::label).max().orElse(-1) + 1;
        return names.orElseGet(
                () -> IntStream.range(0, number).mapToObj(String::valueOf).toList());
    }
}
