package dev.pex.dsl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The models on a class path: those that the registries of the annotation processor list. */
public final class Models {
    private Models() {}

    /**
     * All models that a class loader sees, sorted by the names of their classes whatever the order of its class path.
     *
     * @throws IllegalStateException when a registry and the classes do not fit, as after an incomplete build
     */
    public static List<ModelDefinition> of(ClassLoader loader) {
        NavigableSet<String> names = new TreeSet<>();
        try {
            for (URL registry : Collections.list(loader.getResources(ModelRegistry.FILE))) {
                try (InputStream stream = registry.openStream()) {
                    String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                    ModelRegistry.parse(text).models().forEach(model -> names.add(model.definition()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<ModelDefinition> models = new ArrayList<>();
        for (String name : names) {
            models.add(load(name, loader));
        }
        return models;
    }

    static ModelDefinition load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, true, loader)
                    .asSubclass(ModelDefinition.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalStateException(
                    ModelRegistry.FILE + " lists " + name + ", which is no model: compile the models again", e);
        }
    }
}
