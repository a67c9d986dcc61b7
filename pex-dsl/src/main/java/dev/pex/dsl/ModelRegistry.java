package dev.pex.dsl;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The list of models in a jar or folder of classes: a file that the annotation processor writes and that builds read, so
 * that nothing is scanned. Each line names the class of a model and, behind a space, the type that describes it.
 *
 * @param models in the order of the lines
 */
public record ModelRegistry(List<Entry> models) {
    /** Where the list lies. */
    public static final String FILE = "META-INF/pex/models";

    /**
     * A model.
     *
     * @param definition the binary name of the class that implements {@link ModelDefinition}
     * @param type the binary name of what the user wrote
     */
    public record Entry(String definition, String type) {}

    public ModelRegistry {
        models = List.copyOf(models);
    }

    /** Reads a list; a line with one name alone names both. */
    public static ModelRegistry parse(String text) {
        return new ModelRegistry(text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> List.of(line.strip().split(" ", 2)))
                .map(names -> new Entry(names.get(0), names.get(names.size() - 1)))
                .toList());
    }

    /** The list as a file has it. */
    public String text() {
        return models.stream()
                .map(model -> model.definition() + " " + model.type() + "\n")
                .collect(Collectors.joining());
    }
}
