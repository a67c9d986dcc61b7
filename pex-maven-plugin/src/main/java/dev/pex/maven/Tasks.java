package dev.pex.maven;

import dev.pex.calibration.CalibrationFiles;
import dev.pex.compiler.CompilerOptions;
import dev.pex.compiler.ModelFormat;
import dev.pex.compiler.ModelSource;
import dev.pex.compiler.Quantizing;
import dev.pex.frontend.tflite.TfliteFrontEnd;
import dev.pex.maven.batch.Choices;
import dev.pex.maven.batch.LabelFile;
import dev.pex.maven.batch.ModelFiles;
import dev.pex.maven.batch.ModelRequest;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetOutline;
import dev.pex.quantize.QuantizationOptions;
import dev.pex.tensor.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads models, and puts together what the user of the build says about each with what its description says.
 *
 * @param options what the user chose
 * @param targetSaid whether the target is among that
 * @param calibration the folder with samples
 * @param labels the file with labels of all models
 * @param labelFiles files with labels by the names of their models; they win
 * @param roots of files that models in Java became: the folders that paths in their descriptions count from
 * @param module the folder that paths in other descriptions count from
 */
record Tasks(
        CompilerOptions options,
        boolean targetSaid,
        Optional<Path> calibration,
        QuantizationOptions quantization,
        Optional<Path> labels,
        Map<String, Path> labelFiles,
        Map<Path, Path> roots,
        Path module) {

    /** The model that a request names. */
    Task of(ModelRequest request) {
        Bytes content = ModelFiles.read(request.file(), request.fileName());
        if (ModelFormat.of(request.fileName()) == ModelFormat.PEXNET) {
            PexnetOutline network = PexnetOutline.read(request.fileName(), content.toArray());
            Optional<Path> samples = calibration
                    .or(() -> said(network.notes().calibration()).map(root(request)::resolve))
                    .filter(folder -> network.real());
            return new Task(source(request, content, samples), options(network.notes()));
        }
        // Samples are of no interest to a model that is quantised: others in the folder change nothing of it.
        Optional<Path> samples = calibration.filter(folder -> TfliteFrontEnd.isReal(content.toArray()));
        return new Task(source(request, content, samples), options);
    }

    /** With what the description of a model says, where the user of this build does not. */
    private CompilerOptions options(Pexnet.Notes notes) {
        CompilerOptions chosen = options;
        if (!targetSaid && !notes.target().isEmpty()) {
            chosen = chosen.withTarget(Choices.target("target in @PexModel", notes.target()));
        }
        return options.arenaBudget().isEmpty() && notes.arenaBudget() > 0
                ? chosen.withArenaBudget(notes.arenaBudget())
                : chosen;
    }

    private static Optional<String> said(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** The folder that paths in a model's description count from. */
    private Path root(ModelRequest request) {
        return roots.getOrDefault(request.file(), module);
    }

    private ModelSource source(ModelRequest request, Bytes content, Optional<Path> samples) {
        Optional<Quantizing> quantizing = samples.map(folder -> {
            Path own = folder.resolve(request.name());
            return new Quantizing(CalibrationFiles.in(Files.isDirectory(own) ? own : folder), quantization);
        });
        List<String> names = Optional.ofNullable(labelFiles.get(request.name()))
                .or(() -> labels)
                .map(LabelFile::read)
                .orElse(List.of());
        return new ModelSource(request.name(), request.fileName(), content, quantizing).withLabels(names);
    }
}
