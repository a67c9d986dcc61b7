package dev.pex.quantize;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.diagnostic.Diagnostics;
import dev.pex.floats.FloatNetwork;
import dev.pex.graph.Graph;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
            FloatNetwork network, List<List<double[]>> samples, QuantizationOptions options) {
        return quantize(network, Map.of(), samples, options);
    }

    /**
     * Quantises a network of which some tensors have a given quantisation.
     *
     * @param stated what is given, by the ids of tensors
     * @param samples the network's inputs, one flat array for each, in order; at least one sample, all numbers finite
     * @throws DiagnosticException as above, and when what is given cannot be kept
     */
    public static QuantizedNetwork quantize(
            FloatNetwork network,
            Map<Integer, Quantization> stated,
            List<List<double[]>> samples,
            QuantizationOptions options) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("no samples");
        }
        Map<String, Quantization> given = new TreeMap<>();
        stated.forEach(
                (id, quantization) -> given.put(network.graph().tensor(id).name(), quantization));
        requireInt8(network.graph(), given);
        FloatNetwork fused = FusedActivations.of(network, given.keySet());
        FloatNetwork prepared = options.equalize() ? Equalization.of(fused, given.keySet()) : fused;
        List<ValueRange> ranges = Calibration.ranges(prepared, samples, options.ranges());
        Graph graph = new Int8Graph(prepared, SharedScales.of(prepared.graph(), ranges, given))
                .made(samples, options.correctBias());
        checkGiven(graph, given);
        check(graph);
        return new QuantizedNetwork(prepared, graph);
    }

    private static void requireInt8(Graph graph, Map<String, Quantization> given) {
        Diagnostics diagnostics = new Diagnostics();
        given.forEach((tensor, wanted) -> {
            if (wanted.zeroPoint() < -128 || wanted.zeroPoint() > 127) {
                diagnostics.error(
                        Code.UNSUPPORTED_FORM,
                        graph.name() + " " + tensor,
                        "its zero point is stated as " + wanted.zeroPoint(),
                        "a network in real numbers becomes int8: zero points lie from -128 to 127");
            }
        });
        diagnostics.throwIfErrors();
    }

    private static void checkGiven(Graph graph, Map<String, Quantization> given) {
        Diagnostics diagnostics = new Diagnostics();
        for (Tensor tensor : graph.tensors()) {
            Quantization wanted = given.get(tensor.name());
            if (wanted != null && !tensor.quantization().equals(Optional.of(wanted))) {
                diagnostics.error(
                        Code.UNSUPPORTED_FORM,
                        graph.name() + " " + tensor.name(),
                        "its quantisation is stated as scale " + wanted.scale() + ", zero point " + wanted.zeroPoint()
                                + ", but its operator fixes it",
                        "leave the statement out");
            }
        }
        diagnostics.throwIfErrors();
    }

    private static void check(Graph graph) {
        Diagnostics diagnostics = new Diagnostics();
        graph.operators()
                .forEach(operator -> operator.violation(graph)
                        .ifPresent(violation -> diagnostics.error(
                                violation.overflow() ? Code.ACCUMULATOR_OVERFLOW : Code.UNSUPPORTED_FORM,
                                graph.name() + " " + operator.origin(),
                                "once quantised, " + violation.what(),
                                "supported: " + violation.supported())));
        diagnostics.throwIfErrors();
    }
}
