package dev.pex.dsl.build;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The list of models in a jar or folder of classes. The annotation processor writes it as a file and builds read it, so that
 * nobody scans classes. Each line has the class of a model, a space, and the type that describes the model.
 *
 * @param models in the order of the lines
 */
public record ModelRegistry(List<Entry> models) {
    /** The path of the file. */
    public static final String FILE = "META-INF/pex/models";

    /**
     * A model.
     *
     * @param definition the binary name of the class that implements {@code ModelDefinition}
     * @param type the binary name of what the user wrote
     */
    public record Entry(String definition, String type) {}

    public ModelRegistry {
        models = List.copyOf(models);
    }

    /** Reads a list; in a line with a single name this is both. */
    public static ModelRegistry parse(String text) {
        return new ModelRegistry(text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> List.of(line.strip().split(" ", 2)))
                .map(names -> new Entry(names.get(0), names.get(names.size() - 1)))
                .toList());
    }

    /** The content of the file. */
    public String text() {
        return models.stream()
                .map(model -> model.definition() + " " + model.type() + "\n")
                .collect(Collectors.joining());
    }

    /**
     * An instance of a listed class.
     *
     * @param type what the class implements
     * @throws IllegalStateException when there is no such class, as after an incomplete build
     */
    public static <T> T instance(String definition, Class<T> type, ClassLoader loader) {
        try {
            return Class.forName(definition, true, loader)
                    .asSubclass(type)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalStateException(
                    FILE + " lists " + definition + ", which is not a model: compile the models again", e);
        }
    }
}
