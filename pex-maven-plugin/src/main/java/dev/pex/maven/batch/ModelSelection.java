package dev.pex.maven.batch;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Which models the user asks for.
 *
 * @param single one model
 * @param folder all models of a folder
 * @param listed models of a list
 * @param standard the folder that is used when nothing is asked for; empty without a project
 */
public record ModelSelection(
        Optional<Path> single, Optional<Path> folder, List<ModelRequest> listed, Optional<Path> standard) {
    public ModelSelection {
        listed = List.copyOf(listed);
    }

    /** Whether a whole folder was asked for by name. */
    public boolean isFolderRun() {
        return folder.isPresent();
    }

    /**
     * All requested models, each once.
     *
     * @return empty only when nothing is asked for and the standard folder has no models
     * @throws DiagnosticException when a folder asked for is missing or has no models
     */
    public List<ModelRequest> requests() {
        List<ModelRequest> all = new ArrayList<>();
        single.map(ModelRequest::of).ifPresent(all::add);
        all.addAll(listed);
        folder.ifPresent(path -> all.addAll(modelsOf(path)));
        if (all.isEmpty()) {
            standard.ifPresent(path -> all.addAll(ModelFiles.in(path)));
        }
        return List.copyOf(new LinkedHashSet<>(all));
    }

    /** The diagnostic for a build that needs models and finds none. */
    public Diagnostic nothingFound() {
        return Diagnostic.error(
                Code.NO_MODEL,
                "pex.model",
                "no model was found",
                standard.map(path -> "put .tflite files into " + path + ", or name")
                                .orElse("name") + " one with -Dpex.model=FILE or a folder with -Dpex.models=FOLDER");
    }

    private static List<ModelRequest> modelsOf(Path folder) {
        if (!Files.isDirectory(folder)) {
            String what = Files.exists(folder) ? "it is a file, not a folder" : "there is no such folder";
            throw none(folder, what, "-Dpex.model=FILE takes one model");
        }
        List<ModelRequest> models = ModelFiles.in(folder);
        if (models.isEmpty()) {
            throw none(folder, "the folder has no .tflite or .pexnet files", "");
        }
        return models;
    }

    private static DiagnosticException none(Path folder, String what, String help) {
        return new DiagnosticException(Diagnostic.error(Code.NO_MODEL, "pex.models " + folder, what, help));
    }
}
