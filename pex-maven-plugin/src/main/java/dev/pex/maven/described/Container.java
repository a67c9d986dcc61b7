package dev.pex.maven.described;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.dsl.build.ModelRegistry;
import dev.pex.output.FileFaults;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A jar or folder of classes that has models.
 *
 * @param place the jar or folder
 * @param root the folder that relative paths of the models' files start from
 * @param models the entries of its registry
 */
public record Container(Path place, Path root, List<ModelRegistry.Entry> models) {
    public Container {
        models = List.copyOf(models);
    }

    /** The container at a place of a class path; empty when it does not exist or has no models. */
    static Optional<Container> at(Path place, Path root) {
        try {
            return registry(place)
                    .map(text ->
                            new Container(place, root, ModelRegistry.parse(text).models()));
        } catch (IOException e) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.FILE_UNREADABLE, place.toString(), FileFaults.reason(e), "it is on the project's class path"));
        }
    }

    private static Optional<String> registry(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            Path file = place.resolve(ModelRegistry.FILE);
            return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        }
        if (!isJar(place)) {
            return Optional.empty();
        }
        try (ZipFile zip = new ZipFile(place.toFile())) {
            ZipEntry entry = zip.getEntry(ModelRegistry.FILE);
            if (entry == null) {
                return Optional.empty();
            }
            try (InputStream stream = zip.getInputStream(entry)) {
                return Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    /** Whether a jar or folder of classes has an entry. */
    static boolean has(Path place, String entry) {
        if (Files.isDirectory(place)) {
            return Files.exists(place.resolve(entry));
        }
        try (ZipFile zip = new ZipFile(place.toFile())) {
            return zip.getEntry(entry) != null;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a place is a jar. Dependencies of other types, such as zip files of headers, are not on the class path. */
    static boolean isJar(Path place) {
        return Files.isRegularFile(place) && place.toString().endsWith(".jar");
    }
}
