package dev.pex.frontend.tflite;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All operators that Pex reads: a new one is added here and nowhere else. */
final class OperatorReaders {
    private static final Map<Integer, OperatorReader> READERS = Map.ofEntries(
            Map.entry(0, new AddReader()),
            Map.entry(1, new AveragePoolReader()),
            Map.entry(3, new ConvolutionReader()),
            Map.entry(4, new DepthwiseConvolutionReader()),
            Map.entry(6, new DequantizeReader()),
            Map.entry(9, new FullyConnectedReader()),
            Map.entry(22, new ReshapeReader()),
            Map.entry(25, new SoftmaxReader()),
            Map.entry(34, new PadReader()),
            Map.entry(39, new TransposeReader()),
            Map.entry(40, new MeanReader()),
            Map.entry(114, new QuantizeReader()),
            Map.entry(2, new ConcatenationReader()),
            Map.entry(23, new ResizeReader(true)),
            Map.entry(43, new SingletonReader()),
            Map.entry(45, new StridedSliceReader()),
            Map.entry(49, new SplitReader(false)),
            Map.entry(65, new SliceReader()),
            Map.entry(67, new TransposeConvolutionReader()),
            Map.entry(70, new SingletonReader()),
            Map.entry(83, new PackReader()),
            Map.entry(88, new UnpackReader()),
            Map.entry(97, new ResizeReader(false)),
            Map.entry(102, new SplitReader(true)));

    private OperatorReaders() {}

    static Optional<OperatorReader> of(int builtin) {
        return Optional.ofNullable(READERS.get(builtin));
    }

    /** The names of all supported operators, for messages. */
    static String supported() {
        return READERS.keySet().stream().map(BuiltinNames::of).sorted().collect(Collectors.joining(", "));
    }
}
