package dev.pex.compiler;

import dev.pex.calibration.CalibrationReader;
import dev.pex.calibration.CalibrationSet;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.diagnostic.Diagnostics;
import dev.pex.frontend.FloatModel;
import dev.pex.frontend.FrontEnd;
import dev.pex.frontend.QuantizedModel;
import dev.pex.frontend.ReadModel;
import dev.pex.frontend.pexnet.PexnetFrontEnd;
import dev.pex.frontend.tflite.TfliteFrontEnd;
import dev.pex.graph.Graph;
import dev.pex.quantize.Measurement;
import dev.pex.quantize.PostTraining;
import dev.pex.quantize.QuantizationOptions;
import dev.pex.quantize.QuantizationReport;
import dev.pex.quantize.QuantizedNetwork;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** Reads a model with the front end of its format, and quantises it where it is a float network. */
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
    }

    /** The model as its file has it. */
    static ReadModel asItIs(ModelSource source, Diagnostics diagnostics) {
        byte[] file = source.content().toArray();
        ReadModel model = frontEnd(ModelFormat.of(source.location(), file))
                .read(source.name(), source.location(), file, diagnostics);
        if (model instanceof FloatModel floats) {
            NetworkLimits.check(floats.network().graph(), file.length, diagnostics);
            diagnostics.throwIfErrors();
        }
        return model;
    }

    static Read read(ModelSource source, Diagnostics diagnostics) {
        ReadModel model = asItIs(source, diagnostics);
        List<String> labels = source.labels().isEmpty() ? model.labels() : source.labels();
        if (model instanceof FloatModel floats) {
            return quantized(floats, source.quantizing(), labels);
        }
        return new Read(((QuantizedModel) model).graph(), Optional.empty(), labels);
    }

    private static Read quantized(FloatModel model, Optional<Quantizing> quantizing, List<String> labels) {
        if (quantizing.isPresent()) {
            return quantized(model, quantizing.get(), labels);
        }
        model.withoutSamples().ifPresent(fault -> {
            throw new DiagnosticException(fault);
        });
        Graph graph = PostTraining.quantize(
                        model.network(),
                        model.stated(),
                        RandomInputs.of(model.network().graph()),
                        QuantizationOptions.defaults())
                .graph();
        return new Read(graph, Optional.empty(), labels);
    }

    private static Read quantized(FloatModel model, Quantizing quantizing, List<String> labels) {
        Graph graph = model.network().graph();
        QuantizationOptions options = quantizing.options();
        List<Tensor> inputs = graph.inputs().stream().map(graph::tensor).toList();
        CalibrationSet set = CalibrationReader.read(quantizing.data(), inputs);
        // Before any work is done: a fault in these files is one as well.
        Optional<CalibrationSet> test = quantizing.data().test().map(files -> CalibrationReader.read(files, inputs));
        QuantizedNetwork quantized = PostTraining.quantize(model.network(), model.stated(), set.samples(), options);
        CalibrationSet measured = test.orElse(set);
        QuantizationReport report = Measurement.of(quantized, options, measured.samples(), measured.labels());
        return new Read(
                quantized.graph(),
                Optional.of(test.isPresent() ? report.onHeldOut(set.samples().size()) : report),
                labels);
    }

    /** What reads files of a format. */
    private static FrontEnd frontEnd(ModelFormat format) {
        return switch (format) {
            case TFLITE -> new TfliteFrontEnd();
            case PEXNET -> new PexnetFrontEnd();
        };
    }
}
