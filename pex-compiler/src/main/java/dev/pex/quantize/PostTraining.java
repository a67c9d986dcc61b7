package dev.pex.quantize;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.diagnostic.Diagnostics;
import dev.pex.floats.FloatNetwork;
import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Post-training quantisation: makes an int8 graph from a trained float network and samples of its inputs. */
public final class PostTraining {
    private PostTraining() {}

    /**
     * Quantises a network. The result is a function of the arguments alone.
     *
     * @param samples the network's inputs, one flat array for each, in order; at least one sample, all numbers finite
     * @throws DiagnosticException when a value leaves float32 on a sample, or an operator's arithmetic is not
     *     defined for the scales that follow
     */
    public static QuantizedNetwork quantize(
            FloatNetwork network, List<List<double[]>> samples, QuantizationOptions options) {
        return quantize(network, Map.of(), samples, options);
    }

    /**
     * Quantises a network of which some tensors have a given quantisation.
     *
     * @param stated the given quantisations, by id of the tensor
     * @param samples the network's inputs, one flat array for each, in order; at least one sample, all numbers finite
     * @throws DiagnosticException as above, and when a given quantisation cannot be kept
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
        DefinedScales defined = new DefinedScales(prepared.graph(), ranges, given);
        Graph graph;
        do {
            graph = new Int8Graph(prepared, defined.scales()).made(samples, options.correctBias());
        } while (defined.widen(graph));
        checkGiven(graph, given);
        check(graph, ranges);
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

    private static void check(Graph graph, List<ValueRange> ranges) {
        Diagnostics diagnostics = new Diagnostics();
        graph.operators()
                .forEach(operator -> operator.violation(graph)
                        .ifPresent(violation -> diagnostics.error(
                                violation.overflow() ? Code.ACCUMULATOR_OVERFLOW : Code.UNSUPPORTED_FORM,
                                graph.name() + " " + operator.origin(),
                                "once quantised, " + violation.what() + "; on the samples "
                                        + reached(graph, operator, ranges),
                                "supported: " + violation.supported())));
        diagnostics.throwIfErrors();
    }

    /** How large the numbers are that an operator reads and makes in the float network, and the scales that they get. */
    private static String reached(Graph graph, Operator operator, List<ValueRange> ranges) {
        return Stream.concat(operator.inputs().stream(), Stream.of(operator.output()))
                .distinct()
                // A requantised operand is none of that network.
                .filter(tensor -> tensor < ranges.size())
                .map(graph::tensor)
                .map(tensor -> tensor.name() + " reaches "
                        + (float) ranges.get(tensor.id()).largest()
                        + tensor.quantization()
                                .map(q -> " at scale " + q.scale())
                                .orElse(""))
                .collect(Collectors.joining(", "));
    }
}
