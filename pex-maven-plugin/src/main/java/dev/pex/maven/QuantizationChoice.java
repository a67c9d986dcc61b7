package dev.pex.maven;

import dev.pex.maven.batch.Choices;
import dev.pex.quantize.QuantizationOptions;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How float networks are quantised, as the user writes it.
 *
 * @param samples the folder with samples; empty when the build leaves it to the model
 * @param method how ranges follow from the samples
 * @param equalize whether channels of neighbouring layers are rescaled first
 */
record QuantizationChoice(Optional<Path> samples, String method, boolean equalize) {
    /**
     * The options.
     *
     * @throws dev.pex.diagnostic.DiagnosticException when the method is unknown
     */
    QuantizationOptions options() {
        return QuantizationOptions.defaults()
                .withRanges(Choices.rangeMethod(method))
                .withEqualize(equalize);
    }
}
