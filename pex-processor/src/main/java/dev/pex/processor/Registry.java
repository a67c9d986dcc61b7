package dev.pex.processor;

import dev.pex.dsl.Models;
import dev.pex.dsl.annotation.PexModel;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;

/**
 * The list of models of a module: lines with the class of a model and the type that describes it. A compiler that sees
 * only what changed keeps the lines of the other types, as long as they are models.
 */
final class Registry {
    private final Filer filer;
    private final Elements elements;

    Registry(Filer filer, Elements elements) {
        this.filer = filer;
        this.elements = elements;
    }

    /** Writes the models of this compilation, by class, beside those that are there. */
    void write(Map<String, TypeElement> models) throws IOException {
        Map<String, String> lines = new TreeMap<>();
        previous()
                .lines()
                .map(line -> line.split(" ", -1))
                .filter(words -> words.length == 2)
                .forEach(words -> {
                    TypeElement type = elements.getTypeElement(words[1].replace('$', '.'));
                    if (type != null && type.getAnnotation(PexModel.class) != null) {
                        lines.put(words[0], words[1]);
                    }
                });
        models.forEach(
                (name, type) -> lines.put(name, elements.getBinaryName(type).toString()));
        Element[] origins = models.values().toArray(Element[]::new);
        try (Writer writer = filer.createResource(StandardLocation.CLASS_OUTPUT, "", Models.REGISTRY, origins)
                .openWriter()) {
            for (Map.Entry<String, String> line : lines.entrySet()) {
                writer.write(line.getKey() + " " + line.getValue() + "\n");
            }
        }
    }

    private String previous() {
        try (var stream = filer.getResource(StandardLocation.CLASS_OUTPUT, "", Models.REGISTRY)
                .openInputStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
