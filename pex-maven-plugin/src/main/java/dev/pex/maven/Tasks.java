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
 * Reads models, and combines the choices of the build for each model with those of its description.
 *
 * @param request the choices of the build
 * @param roots the folders that relative paths in descriptions start from, by the file that a model in Java became
 */
record Tasks(Request request, Map<Path, Path> roots) {

    /** The content and the options of a model. */
    Task of(ModelRequest model) {
        CompilerOptions options = request.compiler().options();
        QuantizationOptions quantization = request.quantization().options();
        Bytes content = ModelFiles.read(model.file(), model.fileName());
        if (ModelFormat.of(model.fileName(), content.toArray()) == ModelFormat.PEXNET) {
            PexnetOutline network = PexnetOutline.read(model.fileName(), content.toArray());
            Optional<Path> samples = request.quantization()
                    .samples()
                    .or(() -> stated(network.notes().calibration()).map(root(model)::resolve))
                    .filter(folder -> network.real());
            return new Task(source(model, content, samples, quantization), options(options, network.notes()));
        }
        // A quantised model needs no samples: others in the folder change nothing of it.
        Optional<Path> samples =
                request.quantization().samples().filter(folder -> TfliteFrontEnd.isFloat(content.toArray()));
        return new Task(source(model, content, samples, quantization), options);
    }

    /** The choices of the build, completed by those of the model's description. */
    private CompilerOptions options(CompilerOptions ofBuild, Pexnet.Notes notes) {
        CompilerOptions chosen = ofBuild;
        if (request.compiler().target().isEmpty() && !notes.target().isEmpty()) {
            chosen = chosen.withTarget(Choices.target("target in @PexModel", notes.target()));
        }
        return ofBuild.arenaBudget().isEmpty() && notes.arenaBudget() > 0
                ? chosen.withArenaBudget(notes.arenaBudget())
                : chosen;
    }

    private static Optional<String> stated(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** The folder that relative paths in a model's description start from. */
    private Path root(ModelRequest model) {
        return roots.getOrDefault(model.file(), request.module());
    }

    private ModelSource source(
            ModelRequest model, Bytes content, Optional<Path> samples, QuantizationOptions quantization) {
        Optional<Quantizing> quantizing = samples.map(folder -> {
            Path own = folder.resolve(model.name());
            return new Quantizing(CalibrationFiles.in(Files.isDirectory(own) ? own : folder), quantization);
        });
        List<String> names =
                request.labels().of(model.name()).map(LabelFile::read).orElse(List.of());
        return new ModelSource(model.name(), model.fileName(), content, quantizing).withLabels(names);
    }
}
