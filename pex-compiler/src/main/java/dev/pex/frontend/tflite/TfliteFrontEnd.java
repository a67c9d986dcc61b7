package dev.pex.frontend.tflite;

import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.diagnostic.Diagnostics;
import dev.pex.floats.FloatNetwork;
import dev.pex.frontend.FloatModel;
import dev.pex.frontend.FrontEnd;
import dev.pex.frontend.QuantizedModel;
import dev.pex.frontend.ReadModel;
import dev.pex.frontend.tflite.file.FlatFile;
import dev.pex.frontend.tflite.file.ModelFile;
import dev.pex.frontend.tflite.file.Problems;
import dev.pex.graph.Graph;
import dev.pex.tensor.ElementType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads TensorFlow Lite models. */
public final class TfliteFrontEnd implements FrontEnd {
    @Override
    public ReadModel read(String name, String location, byte[] file, Diagnostics diagnostics) {
        ModelFile model = open(name, file, diagnostics);
        if (!NetworkKind.isFloat(model)) {
            Graph graph = new NetworkReader(name, model, ElementType.INT8, diagnostics).read();
            return new QuantizedModel(graph, List.of());
        }
        FloatNetwork network = readFloat(name, model, diagnostics);
        Diagnostic withoutSamples = NetworkKind.notQuantized(name, model);
        return new FloatModel(network, Map.of(), Optional.of(withoutSamples), List.of());
    }

    /**
     * Reads a network that can be compiled as it is from a .tflite file.
     *
     * @param name the network's name; diagnostics begin with it
     * @param file the file's content
     * @param diagnostics receives all that is wrong with the model, and warnings
     * @throws DiagnosticException when the model is malformed, invalid, not supported or not quantised, with all that
     *     has been reported
     */
    public static Graph read(String name, byte[] file, Diagnostics diagnostics) {
        ReadModel model = new TfliteFrontEnd().read(name, name, file, diagnostics);
        if (model instanceof FloatModel floats) {
            floats.withoutSamples().ifPresent(diagnostics::report);
            throw new DiagnosticException(diagnostics.all());
        }
        return ((QuantizedModel) model).graph();
    }

    /**
     * Reads a float network from a .tflite file.
     *
     * @param name the network's name; diagnostics begin with it
     * @param file the file's content
     * @param diagnostics receives all that is wrong with the model, and warnings
     * @throws DiagnosticException when the model is malformed, invalid, not supported or quantised, with all that has
     *     been reported
     */
    public static FloatNetwork readFloat(String name, byte[] file, Diagnostics diagnostics) {
        return readFloat(name, open(name, file, diagnostics), diagnostics);
    }

    private static FloatNetwork readFloat(String name, ModelFile model, Diagnostics diagnostics) {
        return new NetworkReader(name, model, ElementType.FLOAT32, diagnostics).readFloat();
    }

    /** Whether a file has a float network: it computes in float32, and has nothing in a quantised type. */
    public static boolean isFloat(byte[] file) {
        try {
            return NetworkKind.isFloat(ModelFile.read(new FlatFile("", file), new Diagnostics()));
        } catch (DiagnosticException | Problems.Rejection unreadable) {
            return false;
        }
    }

    private static ModelFile open(String name, byte[] file, Diagnostics diagnostics) {
        try {
            return ModelFile.read(new FlatFile(name, file), diagnostics);
        } catch (DiagnosticException e) {
            e.diagnostics().forEach(diagnostics::report);
            throw new DiagnosticException(diagnostics.all());
        } catch (Problems.Rejection reported) {
            throw new DiagnosticException(diagnostics.all());
        }
    }
}
