package dev.pex.study;

import dev.pex.codesign.data.Samples;
import dev.pex.codesign.result.GeneratedCode;
import dev.pex.codesign.result.Int8Networks;
import dev.pex.compiler.Compilation;
import dev.pex.compiler.CompilerOptions;
import dev.pex.compiler.ModelSource;
import dev.pex.compiler.PexCompiler;
import dev.pex.graph.Graph;
import dev.pex.host.HostProgram;
import dev.pex.host.HostToolchain;
import dev.pex.plan.InputMode;
import dev.pex.quantize.Values;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A network as generated C with some test samples, for {@code it/firmware/run.sh}: the folder {@code NAME} has the C, the folder {@code
 * vectors} the samples {@code N.in.bin} and what the C answers on this machine, {@code N.out.bin}, N from 1 on.
 */
final class VectorFiles {
    private VectorFiles() {}

    /**
     * Writes the folders.
     *
     * @param pexnet the file of the int8 network
     * @param samples those of the test, of which some are taken, evenly spaced
     * @return for each sample that was taken its index and its class, as the C says
     */
    static List<Answered> write(Path output, Graph network, byte[] pexnet, InputMode mode, Samples samples, int count)
            throws IOException {
        Compilation compilation = PexCompiler.compile(
                new ModelSource(network.name(), network.name() + ".pexnet", Bytes.copyOf(pexnet)),
                CompilerOptions.defaults().withInputMode(mode));
        for (Map.Entry<String, Bytes> file : compilation.files().entrySet()) {
            Path path = output.resolve(network.name()).resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue().toArray());
        }
        Tensor input = network.tensor(network.inputs().get(0));
        int[] indices = Int8Networks.spaced(samples.size(), count);
        List<Bytes> inputs = IntStream.of(indices)
                .mapToObj(index ->
                        Int8Networks.input(samples, index, input.extent().elements()))
                .map(values -> Bytes.copyOf(Values.encode(input, values)))
                .toList();
        List<Bytes> outputs;
        try (HostProgram program = HostProgram.compile(compilation.files(), network.name(), HostToolchain.defaults())) {
            outputs = program.run(inputs);
        }
        Path vectors = Files.createDirectories(output.resolve("vectors"));
        Tensor scores = network.tensor(network.outputs().get(0));
        List<Answered> answered = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Files.write(vectors.resolve((i + 1) + ".in.bin"), inputs.get(i).toArray());
            Files.write(vectors.resolve((i + 1) + ".out.bin"), outputs.get(i).toArray());
            answered.add(new Answered(
                    indices[i],
                    GeneratedCode.best(Values.decode(scores, outputs.get(i).toArray()))));
        }
        return answered;
    }

    /**
     * A sample and its class, as a network says.
     *
     * @param index among the test samples
     */
    record Answered(int index, int best) {}
}
