package dev.pex.frontend.tflite;

import dev.pex.diagnostic.DiagnosticException;
import dev.pex.diagnostic.Diagnostics;
import dev.pex.graph.Graph;

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
        ModelFile model;
        try {
            model = ModelFile.read(new FlatFile(modelName, file), diagnostics);
        } catch (DiagnosticException e) {
            e.diagnostics().forEach(diagnostics::report);
            throw new DiagnosticException(diagnostics.all());
        } catch (Problems.Rejection reported) {
            throw new DiagnosticException(diagnostics.all());
        }
        return new NetworkReader(modelName, model, diagnostics).read();
    }
}
