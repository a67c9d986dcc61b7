package dev.pex.study;

import dev.pex.compiler.Compilation;
import dev.pex.compiler.CompilerOptions;
import dev.pex.compiler.ModelSource;
import dev.pex.compiler.PexCompiler;
import dev.pex.floats.FloatNetwork;
import dev.pex.graph.Graph;
import dev.pex.memory.LayerByLayerPeak;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetWriter;
import dev.pex.plan.InputMode;
import dev.pex.quantize.PostTraining;
import dev.pex.quantize.QuantizationOptions;
import dev.pex.schedule.PartialExecution;
import dev.pex.tensor.Bytes;
import java.util.List;

/**
 * Bytes that a network needs: the peak layer by layer, with nothing shared, as other runtimes state it; and the arena with
 * whole tensors, with channels in parts, and with rows and channels in parts, with a resident and with a streamed input.
 */
record Sizes(
        int layerByLayer,
        int wholeResident,
        int wholeStreamed,
        int channelsResident,
        int channelsStreamed,
        int allResident,
        int allStreamed) {

    /** A float network in int8, for sizes, which depend on its shapes alone: it is quantised by a sample that is made up. */
    static Graph int8(FloatNetwork network) {
        Graph graph = network.graph();
        double[] sample =
                new double[graph.tensor(graph.inputs().get(0)).extent().elements()];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = i % 7 - 3;
        }
        return PostTraining.quantize(network, List.of(List.of(sample)), QuantizationOptions.defaults())
                .graph();
    }

    /** The sizes of an int8 network. */
    static Sizes of(Graph network) {
        return new Sizes(
                LayerByLayerPeak.of(network),
                arena(network, PartialExecution.NONE, InputMode.RESIDENT),
                arena(network, PartialExecution.NONE, InputMode.STREAMED),
                arena(network, PartialExecution.CHANNELS, InputMode.RESIDENT),
                arena(network, PartialExecution.CHANNELS, InputMode.STREAMED),
                arena(network, PartialExecution.ALL, InputMode.RESIDENT),
                arena(network, PartialExecution.ALL, InputMode.STREAMED));
    }

    /** The bytes of the arena. */
    static int arena(Graph network, PartialExecution cut, InputMode input) {
        return compiled(network, cut, input).plan().arenaBytes();
    }

    /** The bytes of constants and schedule, with a streamed input and all parts. */
    static int flash(Graph network) {
        var memory = compiled(network, PartialExecution.ALL, InputMode.STREAMED)
                .report()
                .memory();
        return memory.weightsBytes() + memory.scheduleFlashBytes();
    }

    private static Compilation compiled(Graph network, PartialExecution cut, InputMode input) {
        byte[] file = PexnetWriter.bytes(Pexnet.of(network, Pexnet.Notes.NONE));
        CompilerOptions options =
                CompilerOptions.defaults().withPartialExecution(cut).withInputMode(input);
        return PexCompiler.compile(new ModelSource(network.name(), network.name(), Bytes.copyOf(file)), options);
    }
}
