package dev.pex.compiler;

import dev.pex.calibration.CalibrationReader;
import dev.pex.calibration.CalibrationSet;
import dev.pex.diagnostic.Diagnostics;
import dev.pex.frontend.tflite.TfliteFrontEnd;
import dev.pex.graph.Graph;
import dev.pex.quantize.Measurement;
import dev.pex.quantize.PostTraining;
import dev.pex.quantize.QuantizationOptions;
import dev.pex.quantize.QuantizationReport;
import dev.pex.quantize.QuantizedNetwork;
import dev.pex.real.RealNetwork;
import java.util.Optional;

/** Reads a model as a quantised network, and quantises it where it is in real numbers and there is data to do so. */
final class ModelReader {
    private ModelReader() {}

    /**
     * A network and what quantisation cost it.
     *
     * @param quantization empty when the file is quantised
     */
    record Read(Graph network, Optional<QuantizationReport> quantization) {}

    static Read read(ModelSource source, Diagnostics diagnostics) {
        byte[] file = source.content().toArray();
        if (source.quantizing().isEmpty() || !TfliteFrontEnd.isReal(file)) {
            return new Read(TfliteFrontEnd.read(source.name(), file, diagnostics), Optional.empty());
        }
        RealNetwork real = TfliteFrontEnd.readReal(source.name(), file, diagnostics);
        NetworkLimits.check(real.graph(), file.length, diagnostics);
        diagnostics.throwIfErrors();
        return quantized(real, source.quantizing().get());
    }

    private static Read quantized(RealNetwork real, Quantizing quantizing) {
        Graph graph = real.graph();
        QuantizationOptions options = quantizing.options();
        CalibrationSet set = CalibrationReader.read(
                quantizing.data(), graph.inputs().stream().map(graph::tensor).toList());
        QuantizedNetwork quantized = PostTraining.quantize(real, set.samples(), options);
        QuantizationReport report = Measurement.of(quantized, options, set.samples(), set.labels());
        return new Read(quantized.graph(), Optional.of(report));
    }
}
