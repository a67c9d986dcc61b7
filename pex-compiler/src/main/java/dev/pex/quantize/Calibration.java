package dev.pex.quantize;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.floatexec.FloatExecutor;
import dev.pex.floats.FloatNetwork;
import dev.pex.operator.Operator;
import java.util.ArrayList;
import java.util.List;

/** Finds the ranges of all tensors of a network by running it on samples. */
final class Calibration {
    private Calibration() {}

    /**
     * The range of each tensor, by id.
     *
     * @param samples the network's inputs, one flat array for each, in order; all of them finite
     * @throws DiagnosticException when the network computes a value from them that is no finite float32
     */
    static List<ValueRange> ranges(FloatNetwork network, List<List<double[]>> samples, RangeMethod method) {
        List<ValueRange> seen = extremes(network, samples);
        if (method instanceof RangeMethod.MinMax) {
            return seen;
        }
        List<Histogram> histograms = seen.stream().map(Histogram::new).toList();
        for (List<double[]> sample : samples) {
            List<double[]> values = FloatExecutor.runAll(network, sample);
            for (int i = 0; i < values.size(); i++) {
                histograms.get(i).add(values.get(i));
            }
        }
        List<ValueRange> ranges = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            boolean constant = network.graph().tensor(i).constant().isPresent();
            ranges.add(constant ? seen.get(i) : histograms.get(i).range(method));
        }
        return ranges;
    }

    private static List<ValueRange> extremes(FloatNetwork network, List<List<double[]>> samples) {
        List<ValueRange> seen = new ArrayList<>();
        network.graph().tensors().forEach(tensor -> seen.add(ValueRange.zero()));
        for (List<double[]> sample : samples) {
            List<double[]> values = FloatExecutor.runAll(network, sample);
            requireFinite(network, values);
            for (int i = 0; i < values.size(); i++) {
                seen.set(i, seen.get(i).union(ValueRange.of(values.get(i))));
            }
        }
        return seen;
    }

    /**
     * Checks the values that a network computes from a sample.
     *
     * @param values of all tensors, by id
     * @throws DiagnosticException when one is no finite float32
     */
    static void requireFinite(FloatNetwork network, List<double[]> values) {
        for (Operator operator : network.graph().operators()) {
            for (double value : values.get(operator.output())) {
                if (!Double.isFinite((float) value)) {
                    throw new DiagnosticException(Diagnostic.error(
                            Code.CALIBRATION_VALUE,
                            network.graph().name(),
                            operator.origin() + " makes " + value + " of a sample",
                            "give samples of the range that the network was trained on"));
                }
            }
        }
    }
}
