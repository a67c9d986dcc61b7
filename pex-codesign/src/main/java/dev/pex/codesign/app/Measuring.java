package dev.pex.codesign.app;

import dev.pex.codesign.data.Samples;
import dev.pex.codesign.result.GeneratedCode;
import dev.pex.compiler.CompilerOptions;
import dev.pex.graph.Graph;
import dev.pex.host.HostToolchain;
import dev.pex.oracle.Question;
import java.util.List;

/**
 * Measures int8 networks by their C, compiled as they will ship.
 *
 * @param question how they will be compiled
 */
record Measuring(Question question, HostToolchain toolchain) {
    GeneratedCode.Measured of(Graph graph, List<Samples> sets) {
        CompilerOptions options = CompilerOptions.defaults()
                .withTarget(question.tuning().target())
                .withOptimize(question.tuning().optimize())
                .withInputMode(question.inputMode())
                .withPartialExecution(question.partialExecution());
        return GeneratedCode.measure(graph, options, toolchain, sets);
    }
}
