package dev.pex.processor;

import dev.pex.dsl.annotation.PexModel;
import dev.pex.dsl.build.ModelRegistry;
import dev.pex.dsl.build.ModelRegistry.Entry;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;

/**
 * Writes the list of the models of a module. When a compiler compiles only changed types, the lines of the other types stay as
 * long as these are models.
 */
final class Registry {
    private final Filer filer;
    private final Elements elements;

    Registry(Filer filer, Elements elements) {
        this.filer = filer;
        this.elements = elements;
    }

    /** Writes the models of this compilation, by class, together with those of the existing list. */
    void write(Map<String, TypeElement> models) throws IOException {
        Map<String, Entry> entries = new TreeMap<>();
        ModelRegistry.parse(previous()).models().stream()
                .filter(this::isModel)
                .forEach(entry -> entries.put(entry.definition(), entry));
        models.forEach((name, type) ->
                entries.put(name, new Entry(name, elements.getBinaryName(type).toString())));
        Element[] origins = models.values().toArray(Element[]::new);
        try (Writer writer = filer.createResource(StandardLocation.CLASS_OUTPUT, "", ModelRegistry.FILE, origins)
                .openWriter()) {
            writer.write(new ModelRegistry(List.copyOf(entries.values())).text());
        }
    }

    private boolean isModel(Entry entry) {
        TypeElement type = elements.getTypeElement(entry.type().replace('$', '.'));
        return type != null && type.getAnnotation(PexModel.class) != null;
    }

    private String previous() {
        try (var stream = filer.getResource(StandardLocation.CLASS_OUTPUT, "", ModelRegistry.FILE)
                .openInputStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
