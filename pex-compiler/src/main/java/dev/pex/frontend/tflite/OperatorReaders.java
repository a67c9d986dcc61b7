package dev.pex.frontend.tflite;

import dev.pex.operator.HardSwish;
import dev.pex.operator.Logistic;
import dev.pex.operator.Relu;
import dev.pex.operator.ReluN1To1;
import dev.pex.operator.Tanh;
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
            Map.entry(14, FunctionReader.fixed(Logistic::new, 1f / 256, -128, "scale 1/256 and zero point -128")),
            Map.entry(17, PoolReader.maximum()),
            Map.entry(18, BinaryReader.multiply()),
            Map.entry(19, new FunctionReader(Relu::new)),
            Map.entry(20, new FunctionReader(ReluN1To1::new)),
            Map.entry(21, new Relu6Reader()),
            Map.entry(ReshapeReader.BUILTIN, new ReshapeReader()),
            Map.entry(25, new SoftmaxReader()),
            Map.entry(28, FunctionReader.fixed(Tanh::new, 1f / 128, 0, "scale 1/128 and zero point 0")),
            Map.entry(34, PadReader.pad()),
            Map.entry(36, new GatherReader()),
            Map.entry(39, new TransposeReader()),
            Map.entry(2, new ConcatenationReader()),
            Map.entry(23, new ResizeReader(true)),
            Map.entry(40, ReductionReader.mean()),
            Map.entry(41, BinaryReader.subtract()),
            Map.entry(43, new SingletonReader()),
            Map.entry(45, new StridedSliceReader()),
            Map.entry(49, new SplitReader(false)),
            Map.entry(53, new CastReader()),
            Map.entry(54, new PreluReader()),
            Map.entry(55, BinaryReader.maximum()),
            Map.entry(56, new ArgMaxReader()),
            Map.entry(57, BinaryReader.minimum()),
            Map.entry(60, PadReader.padV2()),
            Map.entry(65, new SliceReader()),
            Map.entry(TransposeConvolutionReader.BUILTIN, new TransposeConvolutionReader()),
            Map.entry(70, new SingletonReader()),
            Map.entry(74, ReductionReader.sum()),
            Map.entry(ShapeReader.BUILTIN, new ShapeReader()),
            Map.entry(82, ReductionReader.maximum()),
            Map.entry(83, new PackReader()),
            Map.entry(88, new UnpackReader()),
            Map.entry(97, new ResizeReader(false)),
            Map.entry(98, new LeakyReluReader()),
            Map.entry(102, new SplitReader(true)),
            Map.entry(114, new QuantizeReader()),
            Map.entry(117, new FunctionReader(HardSwish::new)));

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
