package dev.pex.dsl;

import dev.pex.dsl.build.ModelRegistry;
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

/** The models on a class path, as the annotation processor lists them. */
public final class Models {
    private Models() {}

    /**
     * All models that a class loader sees, sorted by the names of their classes.
     *
     * @throws IllegalStateException when a listed class is missing or is not a model, as after an incomplete build
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
            models.add(ModelRegistry.instance(name, ModelDefinition.class, loader));
        }
        return models;
    }
}
