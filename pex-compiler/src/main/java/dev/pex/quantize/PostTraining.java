package dev.pex.quantize;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.diagnostic.Diagnostics;
import dev.pex.graph.Graph;
import dev.pex.quant.ArithmeticLimits;
import dev.pex.real.RealNetwork;
import java.util.List;

/** Post-training quantisation: a trained network of real numbers becomes int8, for samples of what it will see. */
public final class PostTraining {
    private PostTraining() {}

    /**
     * Quantises a network. The result is a function of the arguments alone.
     *
     * @param samples the network's inputs, one flat array for each, in order; at least one sample, all numbers finite
     * @throws DiagnosticException when a sample drives the network out of float32, or an operator's arithmetic is not
     *     defined for the scales that follow
     */
    public static QuantizedNetwork quantize(
            RealNetwork network, List<List<double[]>> samples, QuantizationOptions options) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("no samples");
        }
        RealNetwork fused = FusedActivations.of(network);
        RealNetwork prepared = options.equalize() ? Equalization.of(fused) : fused;
        List<ValueRange> ranges;
        try {
            ranges = Calibration.ranges(prepared, samples, options.ranges());
        } catch (Calibration.NotFiniteException e) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.CALIBRATION_VALUE,
                    network.graph().name(),
                    String.valueOf(e.getMessage()),
                    "give samples of the range that the network was trained on"));
        }
        Graph graph =
                new Int8Graph(prepared, SharedScales.of(prepared.graph(), ranges)).made(samples, options.correctBias());
        check(graph);
        return new QuantizedNetwork(prepared, graph);
    }

    private static void check(Graph graph) {
        Diagnostics diagnostics = new Diagnostics();
        graph.operators()
                .forEach(operator -> ArithmeticLimits.violation(graph, operator)
                        .ifPresent(violation -> diagnostics.error(
                                violation.overflow() ? Code.ACCUMULATOR_OVERFLOW : Code.UNSUPPORTED_FORM,
                                graph.name() + " " + operator.origin(),
                                "once quantised, " + violation.what(),
                                "supported: " + violation.supported())));
        diagnostics.throwIfErrors();
    }
}
