package dev.pex.frontend.tflite;

import dev.pex.diagnostic.DiagnosticException;
import dev.pex.diagnostic.Diagnostics;
import dev.pex.floats.FloatNetwork;
import dev.pex.graph.Graph;
import dev.pex.tensor.ElementType;

/** Reads TensorFlow Lite models. The content of a file is never trusted, whatever it says. */
public final class TfliteFrontEnd {
    private TfliteFrontEnd() {}

    /**
     * Reads a quantised network from a .tflite file.
     *
     * @param modelName the network's name; diagnostics begin with it
     * @param file the file's content
     * @param diagnostics receives all that is wrong with the model, and warnings
     * @throws DiagnosticException when the model is malformed, invalid or not supported, with all that
     *     has been reported
     */
    public static Graph read(String modelName, byte[] file, Diagnostics diagnostics) {
        return reader(modelName, file, ElementType.INT8, diagnostics).read();
    }

    /**
     * Reads a network of real numbers from a .tflite file that is not quantised.
     *
     * @param modelName the network's name; diagnostics begin with it
     * @param file the file's content
     * @param diagnostics receives all that is wrong with the model, and warnings
     * @throws DiagnosticException when the model is malformed, invalid or not supported, with all that
     *     has been reported
     */
    public static FloatNetwork readReal(String modelName, byte[] file, Diagnostics diagnostics) {
        return reader(modelName, file, ElementType.FLOAT32, diagnostics).readReal();
    }

    /** Whether a file has a network in real numbers: it has floats, and nothing in a quantised type. */
    public static boolean isReal(byte[] file) {
        try {
            return NetworkKind.isReal(ModelFile.read(new FlatFile("", file), new Diagnostics()));
        } catch (DiagnosticException | Problems.Rejection unreadable) {
            return false;
        }
    }

    private static NetworkReader reader(String modelName, byte[] file, ElementType numbers, Diagnostics diagnostics) {
        ModelFile model;
        try {
            model = ModelFile.read(new FlatFile(modelName, file), diagnostics);
        } catch (DiagnosticException e) {
            e.diagnostics().forEach(diagnostics::report);
            throw new DiagnosticException(diagnostics.all());
        } catch (Problems.Rejection reported) {
            throw new DiagnosticException(diagnostics.all());
        }
        return new NetworkReader(modelName, model, numbers, diagnostics);
    }
}
