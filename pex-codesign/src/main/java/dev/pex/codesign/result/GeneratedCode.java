package dev.pex.codesign.result;

import dev.pex.codesign.data.Evaluation;
import dev.pex.codesign.data.Samples;
import dev.pex.compiler.Compilation;
import dev.pex.compiler.CompilerOptions;
import dev.pex.compiler.ModelSource;
import dev.pex.compiler.PexCompiler;
import dev.pex.graph.Graph;
import dev.pex.host.HostProgram;
import dev.pex.host.HostToolchain;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetWriter;
import dev.pex.quantize.Values;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Measures int8 networks by the C that a firmware would run, on this machine. */
public final class GeneratedCode {
    /** Inferences of one process. */
    private static final int BATCH = 128;

    private GeneratedCode() {}

    /**
     * A network as it ships.
     *
     * @param compilation with its report
     * @param evaluations of the compiled C, one for each set of samples
     * @param answers of the compiled C, for each set the class of each sample
     */
    public record Measured(Compilation compilation, List<Evaluation> evaluations, List<Ints> answers) {
        public Measured {
            evaluations = List.copyOf(evaluations);
            answers = List.copyOf(answers);
        }
    }

    /**
     * Compiles a network and runs it on sets of samples.
     *
     * @throws dev.pex.diagnostic.DiagnosticException when there is no C compiler
     */
    public static Measured measure(
            Graph network, CompilerOptions options, HostToolchain toolchain, List<Samples> sets) {
        byte[] file = PexnetWriter.bytes(Pexnet.of(network, Pexnet.Notes.NONE));
        ModelSource source = new ModelSource(network.name(), network.name(), Bytes.copyOf(file));
        Compilation compilation = PexCompiler.compile(source, options);
        try (HostProgram program = HostProgram.compile(compilation.files(), network.name(), toolchain)) {
            List<Evaluation> evaluations = new ArrayList<>();
            List<Ints> answers = new ArrayList<>();
            for (Samples samples : sets) {
                answers.add(answers(network, program, samples));
                evaluations.add(Evaluation.of(answers.get(answers.size() - 1), samples));
            }
            return new Measured(compilation, evaluations, answers);
        }
    }

    private static Ints answers(Graph network, HostProgram program, Samples samples) {
        Tensor input = network.tensor(network.inputs().get(0));
        Tensor output = network.tensor(network.outputs().get(0));
        int[] answers = new int[samples.size()];
        for (int from = 0; from < samples.size(); from += BATCH) {
            int count = Math.min(BATCH, samples.size() - from);
            List<Bytes> inputs = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                double[] values =
                        Int8Networks.input(samples, from + i, input.extent().elements());
                inputs.add(Bytes.copyOf(Values.encode(input, values)));
            }
            List<Bytes> outputs = program.run(inputs);
            for (int i = 0; i < count; i++) {
                answers[from + i] = best(Values.decode(output, outputs.get(i).toArray()));
            }
        }
        return Ints.copyOf(answers);
    }

    /** The class with the highest score, the first of equal ones. */
    public static int best(double[] scores) {
        int best = 0;
        for (int k = 1; k < scores.length; k++) {
            best = scores[k] > scores[best] ? k : best;
        }
        return best;
    }
}
