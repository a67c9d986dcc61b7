package dev.pex.quantize;

import dev.pex.diagnostic.DiagnosticException;
import dev.pex.executor.GraphExecutor;
import dev.pex.floatexec.FloatExecutor;
import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.quantize.QuantizationReport.Accuracy;
import dev.pex.quantize.QuantizationReport.LayerLine;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Runs a quantised network and the float network on the same samples, and compares every tensor. */
public final class Measurement {
    private final QuantizedNetwork network;
    private final double[] signal;
    private final double[] noise;
    private int real;
    private int quantized;
    private int agreeing;

    private Measurement(QuantizedNetwork network) {
        this.network = network;
        int tensors = network.real().graph().tensors().size();
        this.signal = new double[tensors];
        this.noise = new double[tensors];
    }

    /**
     * Measures a network.
     *
     * @param options how it was quantised
     * @param samples the network's inputs, one flat array for each, in order
     * @param labels the right answer to each sample: the index of the largest element of the first output
     * @throws DiagnosticException when the network computes a value from them that is no finite float32
     */
    public static QuantizationReport of(
            QuantizedNetwork network,
            QuantizationOptions options,
            List<List<double[]>> samples,
            Optional<Ints> labels) {
        Measurement measurement = new Measurement(network);
        for (int i = 0; i < samples.size(); i++) {
            int sample = i;
            measurement.add(samples.get(i), labels.map(all -> all.get(sample)));
        }
        return new QuantizationReport(
                network.graph().name(),
                options,
                samples.size(),
                OptionalInt.empty(),
                measurement.lines(),
                labels.map(all ->
                        new Accuracy(all.size(), measurement.real, measurement.quantized, measurement.agreeing)));
    }

    private void add(List<double[]> sample, Optional<Integer> label) {
        Graph graph = network.graph();
        List<double[]> reals = FloatExecutor.runAll(network.real(), sample);
        Calibration.requireFinite(network.real(), reals);
        List<byte[]> inputs = new ArrayList<>();
        for (int i = 0; i < sample.size(); i++) {
            inputs.add(Values.asFirmware(graph.tensor(graph.inputs().get(i)), sample.get(i)));
        }
        List<byte[]> bytes = GraphExecutor.runAll(graph, inputs);
        for (int id = 0; id < signal.length; id++) {
            double[] exact = reals.get(id);
            double[] rounded = Values.decode(graph.tensor(id), bytes.get(id));
            for (int k = 0; k < exact.length; k++) {
                double error = rounded[k] - exact[k];
                signal[id] += exact[k] * exact[k];
                noise[id] += error * error;
            }
        }
        int output = graph.outputs().get(0);
        Tensor answer = graph.tensor(output);
        int byReal = answer(answer, reals.get(output));
        int byQuantized = answer(answer, Values.decode(answer, bytes.get(output)));
        agreeing += byReal == byQuantized ? 1 : 0;
        real += label.filter(right -> right == byReal).isPresent() ? 1 : 0;
        quantized += label.filter(right -> right == byQuantized).isPresent() ? 1 : 0;
    }

    /** The index of the largest element, or the only element when it is an integer. */
    private static int answer(Tensor tensor, double[] values) {
        if (tensor.type() == ElementType.INT32) {
            return (int) values[0];
        }
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }

    private List<LayerLine> lines() {
        List<LayerLine> lines = new ArrayList<>();
        for (Operator operator : network.real().graph().operators()) {
            Tensor made = network.graph().tensor(operator.output());
            made.quantization()
                    .ifPresent(quantization -> lines.add(
                            new LayerLine(operator.origin().kind(), made.name(), quantization, decibels(made.id()))));
        }
        return lines;
    }

    private OptionalDouble decibels(int tensor) {
        return signal[tensor] > 0 && noise[tensor] > 0
                ? OptionalDouble.of(10 * StrictMath.log10(signal[tensor] / noise[tensor]))
                : OptionalDouble.empty();
    }
}
