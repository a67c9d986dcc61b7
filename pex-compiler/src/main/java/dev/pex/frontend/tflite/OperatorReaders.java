package dev.pex.frontend.tflite;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All operators that Pex reads: a new one is added here and nowhere else. */
final class OperatorReaders {
    private static final Map<Integer, OperatorReader> READERS = Map.ofEntries(
            Map.entry(0, BinaryReader.add()),
            Map.entry(1, PoolReader.average()),
            Map.entry(3, new ConvolutionReader()),
            Map.entry(4, new DepthwiseConvolutionReader()),
            Map.entry(6, new DequantizeReader()),
            Map.entry(9, new FullyConnectedReader()),
            Map.entry(17, PoolReader.maximum()),
            Map.entry(18, BinaryReader.multiply()),
            Map.entry(22, new ReshapeReader()),
            Map.entry(25, new SoftmaxReader()),
            Map.entry(34, PadReader.pad()),
            Map.entry(39, new TransposeReader()),
            Map.entry(40, ReductionReader.mean()),
            Map.entry(41, BinaryReader.subtract()),
            Map.entry(55, BinaryReader.maximum()),
            Map.entry(57, BinaryReader.minimum()),
            Map.entry(60, PadReader.padV2()),
            Map.entry(74, ReductionReader.sum()),
            Map.entry(82, ReductionReader.maximum()),
            Map.entry(114, new QuantizeReader()));

    private OperatorReaders() {}

    static Optional<OperatorReader> of(int builtin) {
        return Optional.ofNullable(READERS.get(builtin));
    }

    /** The names of all supported operators, for messages. */
    static String supported() {
        return READERS.keySet().stream().map(BuiltinNames::of).sorted().collect(Collectors.joining(", "));
    }

    /** The supported forms of each operator by its name. */
    static SortedMap<String, String> forms() {
        SortedMap<String, String> forms = new TreeMap<>();
        READERS.forEach((builtin, reader) -> forms.put(BuiltinNames.of(builtin), reader.form()));
        return forms;
    }
}
