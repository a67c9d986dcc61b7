package dev.pex.fuzz;

import dev.pex.array.MalformedFileException;
import dev.pex.array.Npy;
import dev.pex.calibration.CalibrationFiles;
import dev.pex.compiler.CompilerOptions;
import dev.pex.compiler.ModelFormat;
import dev.pex.compiler.ModelSource;
import dev.pex.compiler.PexCompiler;
import dev.pex.compiler.Quantizing;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.diagnostic.Diagnostics;
import dev.pex.dsl.weights.WeightFile;
import dev.pex.dsl.weights.WeightLayout;
import dev.pex.frontend.tflite.TfliteFrontEnd;
import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.operator.Weighted;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetOutline;
import dev.pex.pexnet.PexnetReader;
import dev.pex.pexnet.PexnetWriter;
import dev.pex.quantize.QuantizationOptions;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Tensor;
import dev.pex.testing.FloatValues;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Every file goes to every reader but the one of quantised models: that of float models, of {@code .pexnet}
 * files, of weights, of arrays, of images and sounds. A network that one of them makes is compiled when it is small.
 */
final class HostileFiles {
    private static final long MOST_ELEMENTS = 1 << 12;
    private static final long MOST_MACS = 1 << 20;
    private static final Pexnet.Notes NOTES = new Pexnet.Notes("", false, "", 0, List.of(), "");

    private HostileFiles() {}

    static void read(byte[] file) {
        Hostile.bounded(() -> realModel(file));
        Hostile.bounded(() -> pexnet(file));
        Hostile.bounded(() -> weights(file));
        Hostile.bounded(() -> array(file));
        Hostile.bounded(() -> HostileSamples.read(file));
    }

    private static void realModel(byte[] file) {
        try {
            compile(TfliteFrontEnd.readFloat("model", file, new Diagnostics()).graph(), file, ModelFormat.TFLITE, true);
        } catch (DiagnosticException refused) {
            Hostile.requireWords(refused);
        }
    }

    private static void pexnet(byte[] file) {
        try {
            Pexnet network = PexnetReader.read("model.pexnet", file);
            PexnetOutline outline = PexnetOutline.read("model.pexnet", file);
            if (!outline.notes().equals(network.notes())
                    || outline.real() != network.real().isPresent()) {
                throw new AssertionError("its outline is another one: " + outline);
            }
            compile(network.graph(), file, ModelFormat.PEXNET, network.real().isPresent());
        } catch (DiagnosticException refused) {
            Hostile.requireWords(refused);
        }
    }

    private static void weights(byte[] file) {
        try {
            WeightFile.parse("weights", file, WeightLayout.TFLITE)
                    .arrays()
                    .values()
                    .forEach(array -> array.floats());
        } catch (DiagnosticException refused) {
            Hostile.requireWords(refused);
        }
    }

    private static void array(byte[] file) {
        try {
            Npy.read(file).doubles();
        } catch (MalformedFileException refused) {
            if (refused.what().isEmpty()) {
                throw new AssertionError("refused without a reason", refused);
            }
        }
    }

    private static void compile(Graph network, byte[] file, ModelFormat format, boolean real) {
        if (isSmall(network)) {
            Optional<Quantizing> quantizing = real
                    ? Optional.of(new Quantizing(samples(network), QuantizationOptions.defaults()))
                    : Optional.empty();
            PexCompiler.compile(
                    new ModelSource("model", "model" + format.extension(), Bytes.copyOf(file), quantizing),
                    CompilerOptions.defaults());
        }
    }

    /** Whether an input of a fuzzer may take the time that the network takes. */
    private static boolean isSmall(Graph network) {
        long macs = 0;
        for (Operator operator : network.operators()) {
            macs += operator.macs(network, Part.whole(network.outputOf(operator).extent()));
        }
        return macs <= MOST_MACS
                && network.tensors().stream()
                        .map(Tensor::extent)
                        .mapToLong(Extent::elements)
                        .allMatch(elements -> elements <= MOST_ELEMENTS);
    }

    /** Two samples: all numbers zero, and numbers from -1 to 1. */
    private static CalibrationFiles samples(Graph network) {
        SortedMap<String, Bytes> files = new TreeMap<>();
        for (int i = 0; i < network.inputs().size(); i++) {
            String folder = network.inputs().size() == 1 ? "" : i + "/";
            Tensor input = network.tensor(network.inputs().get(i));
            int size = input.extent().elements();
            ByteBuffer values = ByteBuffer.allocate(size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            files.put(folder + "a.npy", Bytes.copyOf(npy(input.shape(), values.array())));
            for (int k = 0; k < size; k++) {
                values.putFloat(2f * k / size - 1);
            }
            files.put(folder + "b.npy", Bytes.copyOf(npy(input.shape(), values.array())));
        }
        return new CalibrationFiles("samples", files);
    }

    /** A file of each kind, and a network of each operator: quantised where it has weights, else float. */
    static Stream<Arguments> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (String name : List.of("refused/float32", "refused/variable_float32")) {
            seeds.add(content(Path.of("..", "zoo", name + ".tflite")));
        }
        Hostile.seeds().map(arguments -> (byte[]) arguments.get()[0]).forEach(model -> {
            Graph graph = TfliteFrontEnd.read("model", model, new Diagnostics());
            byte[] real = PexnetWriter.bytes(Pexnet.of(FloatValues.of(graph), Map.of(), NOTES));
            boolean takenReal = isNetwork(real) && !hasWeights(graph);
            seeds.add(takenReal ? real : PexnetWriter.bytes(Pexnet.of(graph, NOTES)));
        });
        byte[] pair = {0, 0, -128, 63, 0, 0, 0, 64};
        byte[] array = npy(List.of(1, 2), pair);
        seeds.add(array);
        seeds.add(npz(array));
        seeds.add(safetensors(
                "{\"a/kernel:0\":{\"dtype\":\"F32\",\"shape\":[2, 1],\"data_offsets\":[0,8]},"
                        + " \"__metadata__\":{\"format\":\"pt\"}}",
                pair));
        HostileSamples.seeds().forEach(seeds::add);
        return seeds.stream().map(Arguments::of);
    }

    private static boolean hasWeights(Graph graph) {
        return graph.operators().stream().anyMatch(Weighted.class::isInstance);
    }

    private static boolean isNetwork(byte[] pexnet) {
        try {
            PexnetReader.read("model.pexnet", pexnet);
            return true;
        } catch (DiagnosticException refused) {
            return false;
        }
    }

    private static byte[] npy(List<Integer> shape, byte[] numbers) {
        String sizes = String.join(" ", shape.stream().map(size -> size + ",").toList());
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + sizes + "), }\n";
        return ByteBuffer.allocate(10 + header.length() + numbers.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) header.length())
                .put(header.getBytes(StandardCharsets.US_ASCII))
                .put(numbers)
                .array();
    }

    private static byte[] npz(byte[] array) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            // Stored, so that a change of a byte is one of the array.
            zip.setLevel(0);
            zip.putNextEntry(new ZipEntry("a.npy"));
            zip.write(array);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] safetensors(String header, byte[] numbers) {
        return ByteBuffer.allocate(Long.BYTES + header.length() + numbers.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length())
                .put(header.getBytes(StandardCharsets.US_ASCII))
                .put(numbers)
                .array();
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
