package dev.pex.testing;

import dev.pex.diagnostic.Diagnostics;
import dev.pex.executor.GraphExecutor;
import dev.pex.frontend.tflite.GraphWriter;
import dev.pex.frontend.tflite.TfliteFrontEnd;
import dev.pex.graph.Graph;
import dev.pex.operator.Cast;
import dev.pex.operator.Operator;
import dev.pex.operator.Quantize;
import dev.pex.operator.ReluN1To1;
import dev.pex.operator.Slice;
import dev.pex.quant.Divided;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes a sample of the random networks as model files with inputs, for the reference kernels to compute
 * the outputs of (zoo/README.md). The committed files are data: they stay when the random networks change.
 */
final class RandomSample {
    /** A network is taken when it has an operator that fewer taken ones have. */
    private static final int ENOUGH = 3;

    private static final int SEEDS = 4000;
    private static final int FEWEST_OPERATORS = 3;

    /** From this left shift on no quotient of DIV is shifted right by more than 31 bits (docs/NUMERICS.md, 7.38). */
    private static final int DEFINED_SHIFT = 7;

    /** Floats beyond it are replaced: quotients by scales stay within int32. */
    private static final float LARGEST = 4096;

    private RandomSample() {}

    static void write(Path folder) throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        StringBuilder index = new StringBuilder();
        int written = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Graph graph = RandomNetworks.next(seed);
            Optional<byte[]> file = GraphWriter.write(graph);
            List<byte[]> inputs = inputs(graph, seed);
            if (file.isEmpty()
                    || graph.operators().size() < FEWEST_OPERATORS
                    || graph.operators().stream().anyMatch(o -> isRefused(graph, o))
                    || !isDefined(graph, inputs)) {
                continue;
            }
            Set<String> kinds = kinds(file.get());
            if (kinds.stream().allMatch(kind -> counts.getOrDefault(kind, 0) >= ENOUGH)) {
                continue;
            }
            kinds.forEach(kind -> counts.merge(kind, 1, Integer::sum));
            String name = String.format(Locale.ROOT, "random_%02d", written++);
            Files.write(folder.resolve(name + ".tflite"), file.get());
            Files.write(folder.resolve(name + ".in.bin"), joined(inputs));
            index.append(name).append(": ").append(String.join(" ", kinds)).append('\n');
        }
        Files.writeString(folder.resolve("index.txt"), index.toString());
    }

    /** The operators of a file. */
    private static Set<String> kinds(byte[] file) {
        Set<String> kinds = new TreeSet<>();
        Graph read = TfliteFrontEnd.read("sample", file, new Diagnostics());
        read.operators().forEach(o -> kinds.add(o.origin().kind()));
        return kinds;
    }

    /** What Pex computes, and the reference refuses or has no definition of. */
    private static boolean isRefused(Graph graph, Operator operator) {
        return operator instanceof ReluN1To1
                || (operator instanceof Slice && graph.outputOf(operator).type() == ElementType.UINT8)
                || (operator.arithmetic(graph) instanceof Divided divided
                        && divided.scale().shift() < DEFINED_SHIFT);
    }

    /** Random inputs, without the floats for which the reference is undefined. */
    private static List<byte[]> inputs(Graph graph, long seed) {
        List<byte[]> inputs = RandomNetworks.randomInputs(graph, seed);
        for (int i = 0; i < inputs.size(); i++) {
            if (graph.tensor(graph.inputs().get(i)).type() == ElementType.FLOAT32) {
                ByteBuffer floats = ByteBuffer.wrap(inputs.get(i)).order(ByteOrder.LITTLE_ENDIAN);
                for (int at = 0; at < floats.capacity(); at += Float.BYTES) {
                    if (!(Math.abs(floats.getFloat(at)) <= LARGEST)) {
                        floats.putFloat(at, at);
                    }
                }
            }
        }
        return inputs;
    }

    /** Whether every float that becomes an integer fits one: the reference is undefined elsewhere. */
    private static boolean isDefined(Graph graph, List<byte[]> inputs) {
        List<Integer> made = graph.operators().stream().map(Operator::output).toList();
        Graph open = new Graph(graph.name(), graph.tensors(), graph.operators(), graph.inputs(), made);
        List<byte[]> values = GraphExecutor.run(open, inputs);
        for (Operator operator : graph.operators()) {
            Tensor output = graph.outputOf(operator);
            int input = operator.inputs().get(0);
            boolean converts =
                    operator instanceof Quantize || (operator instanceof Cast && output.type() != ElementType.FLOAT32);
            if (converts && graph.tensor(input).type() == ElementType.FLOAT32 && made.contains(input)) {
                double limit = operator instanceof Quantize ? output.scale() * 0x1p30 : 127;
                ByteBuffer floats =
                        ByteBuffer.wrap(values.get(made.indexOf(input))).order(ByteOrder.LITTLE_ENDIAN);
                while (floats.hasRemaining()) {
                    if (!(Math.abs(floats.getFloat()) <= limit)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static byte[] joined(List<byte[]> arrays) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        arrays.forEach(all::writeBytes);
        return all.toByteArray();
    }
}
