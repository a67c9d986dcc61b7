package dev.pex.compiler;

import dev.pex.calibration.CalibrationReader;
import dev.pex.calibration.CalibrationSet;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.diagnostic.Diagnostics;
import dev.pex.floats.FloatNetwork;
import dev.pex.frontend.tflite.TfliteFrontEnd;
import dev.pex.graph.Graph;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetReader;
import dev.pex.quantize.Measurement;
import dev.pex.quantize.PostTraining;
import dev.pex.quantize.QuantizationOptions;
import dev.pex.quantize.QuantizationReport;
import dev.pex.quantize.QuantizedNetwork;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a model as a quantised network, and quantises it where it is in real numbers and there is data to do so. */
final class ModelReader {
    private ModelReader() {}

    /**
     * A network and what quantisation cost it.
     *
     * @param quantization empty when the file is quantised
     * @param labels those that the source has, or else the file
     */
    record Read(Graph network, Optional<QuantizationReport> quantization, List<String> labels) {
        Read {
            labels = List.copyOf(labels);
        }

        private Read(Graph network, Optional<QuantizationReport> quantization) {
            this(network, quantization, List.of());
        }

        private Read withLabels(List<String> value) {
            return new Read(network, quantization, value);
        }
    }

    static Read read(ModelSource source, Diagnostics diagnostics) {
        byte[] file = source.content().toArray();
        if (source.format() == ModelFormat.PEXNET) {
            Pexnet pexnet = PexnetReader.read(source.location(), file);
            List<String> labels = source.labels().isEmpty() ? pexnet.notes().labels() : source.labels();
            return pexnet(source, pexnet, file, diagnostics).withLabels(labels);
        }
        return tflite(source, file, diagnostics).withLabels(source.labels());
    }

    private static Read tflite(ModelSource source, byte[] file, Diagnostics diagnostics) {
        if (source.quantizing().isEmpty() || !TfliteFrontEnd.isReal(file)) {
            return new Read(TfliteFrontEnd.read(source.name(), file, diagnostics), Optional.empty());
        }
        FloatNetwork real = TfliteFrontEnd.readReal(source.name(), file, diagnostics);
        NetworkLimits.check(real.graph(), file.length, diagnostics);
        diagnostics.throwIfErrors();
        return quantized(real, Map.of(), source.quantizing().get());
    }

    private static Read pexnet(ModelSource source, Pexnet pexnet, byte[] file, Diagnostics diagnostics) {
        if (pexnet.notes().randomWeights()) {
            diagnostics.warning(
                    Code.RANDOM_WEIGHTS,
                    source.name(),
                    "its weights are random: sizes and times are those of the real network, results are not",
                    "name a file of weights when there is one");
        }
        Graph graph = named(pexnet.graph(), source.name());
        if (pexnet.real().isEmpty()) {
            return new Read(graph, Optional.empty());
        }
        NetworkLimits.check(graph, file.length, diagnostics);
        diagnostics.throwIfErrors();
        FloatNetwork real = new FloatNetwork(graph, pexnet.real().get().weights());
        if (source.quantizing().isPresent()) {
            return quantized(real, pexnet.stated(), source.quantizing().get());
        }
        if (!pexnet.notes().randomWeights()) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.NO_CALIBRATION,
                    source.location(),
                    "it is in real numbers, and there are no samples to quantise it by",
                    "give samples with pex.calibration, or with calibration in @PexModel; see docs/QUANTISATION.md"));
        }
        QuantizationOptions options = QuantizationOptions.defaults();
        return new Read(
                PostTraining.quantize(real, pexnet.stated(), RandomInputs.of(graph), options)
                        .graph(),
                Optional.empty());
    }

    private static Graph named(Graph graph, String name) {
        return new Graph(name, graph.tensors(), graph.operators(), graph.inputs(), graph.outputs());
    }

    private static Read quantized(FloatNetwork real, Map<Integer, Quantization> stated, Quantizing quantizing) {
        Graph graph = real.graph();
        QuantizationOptions options = quantizing.options();
        List<Tensor> inputs = graph.inputs().stream().map(graph::tensor).toList();
        CalibrationSet set = CalibrationReader.read(quantizing.data(), inputs);
        // Before any work is done: a fault in these files is one as well.
        Optional<CalibrationSet> test = quantizing.data().test().map(files -> CalibrationReader.read(files, inputs));
        QuantizedNetwork quantized = PostTraining.quantize(real, stated, set.samples(), options);
        CalibrationSet measured = test.orElse(set);
        QuantizationReport report = Measurement.of(quantized, options, measured.samples(), measured.labels());
        return new Read(
                quantized.graph(),
                Optional.of(test.isPresent() ? report.onHeldOut(set.samples().size()) : report));
    }
}
