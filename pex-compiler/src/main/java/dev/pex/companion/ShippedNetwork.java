package dev.pex.companion;

import dev.pex.compiler.PexVersion;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.executor.GraphExecutor;
import dev.pex.executor.PlanExecutor;
import dev.pex.graph.Graph;
import dev.pex.pexnet.PexnetReader;
import dev.pex.plan.Plan;
import dev.pex.plan.PlanCodec;
import dev.pex.plan.PlanFormatException;
import dev.pex.verify.VerificationException;
import dev.pex.verify.Verifier;
import java.util.Arrays;
import java.util.List;

/**
 * The network of a firmware, for tests on the JVM: the plan that the generated C executes, and the graph that it computes.
 * Generated runners use it. Instances are immutable and may be shared by threads.
 */
public final class ShippedNetwork {
    /** The content of bytes that no step has written, so that a plan that reads them gives other outputs. */
    private static final byte POISON = (byte) 0xa5;

    private final Graph graph;
    private final Plan plan;

    ShippedNetwork(Graph graph, Plan plan) {
        this.graph = graph;
        this.plan = plan;
    }

    /**
     * Reads the network of a runner from the files beside its class.
     *
     * @param model name of the model
     * @param version of the compiler that made them
     * @param digest of the files that the runner was generated with
     * @throws DiagnosticException (PEX-0310) when the files are missing or others, this compiler has another version, or
     *     the plan does not compute the network
     */
    public static ShippedNetwork load(Class<?> runner, String model, String version, String digest) {
        if (!version.equals(PexVersion.get())) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.COMPANION,
                    runner.getName(),
                    "pex-maven-plugin " + version + " generated it, and pex-compiler on the class path is "
                            + PexVersion.get(),
                    "give both the same version"));
        }
        ShippedFiles files = ShippedFiles.beside(runner, model);
        if (!files.digest().equals(digest)) {
            throw ShippedFiles.fault(runner, "the network beside it is not the one that it was generated with");
        }
        return of(model, files);
    }

    /**
     * The network that files stand for. Its plan is verified again.
     *
     * @throws DiagnosticException (PEX-0310) when the plan cannot be read, or does not compute the network
     */
    static ShippedNetwork of(String model, ShippedFiles files) {
        Graph graph = PexnetReader.read(model, files.network().toArray()).graph();
        String name = ShippedFiles.planName(model);
        try {
            Plan plan = PlanCodec.fromBytes(files.plan());
            Verifier.verify(graph, plan);
            return new ShippedNetwork(graph, plan);
        } catch (PlanFormatException e) {
            throw ShippedFiles.fault(name, e.what());
        } catch (VerificationException e) {
            throw ShippedFiles.fault(
                    name, "the plan does not compute the network: " + e.faults().get(0));
        }
    }

    /** An input, by its number in the generated header. */
    public ShippedTensor input(int index) {
        return new ShippedTensor(graph.tensor(graph.inputs().get(index)));
    }

    /** An output, by its number in the generated header. */
    public ShippedTensor output(int index) {
        return new ShippedTensor(graph.tensor(graph.outputs().get(index)));
    }

    /**
     * Runs one inference twice: step by step in an arena, as the firmware does, and operator by operator on whole tensors.
     *
     * @param inputs the bytes of each input, as {@link ShippedTensor} makes them
     * @return the bytes of each output
     * @throws IllegalStateException when the outputs differ, which is a fault of the compiler
     */
    public List<byte[]> run(byte[]... inputs) {
        List<byte[]> given = List.of(inputs);
        List<byte[]> outputs = PlanExecutor.run(graph, plan, given, POISON);
        List<byte[]> expected = GraphExecutor.run(graph, given);
        for (int i = 0; i < outputs.size(); i++) {
            if (!Arrays.equals(outputs.get(i), expected.get(i))) {
                throw new IllegalStateException("the plan of " + graph.name() + " does not compute its output " + i);
            }
        }
        return outputs;
    }
}
