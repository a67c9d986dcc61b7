package dev.pex.processor;

import com.palantir.javapoet.CodeBlock;
import dev.pex.dsl.DslException;
import dev.pex.dsl.Network;
import dev.pex.dsl.annotation.PexModel;
import java.io.IOException;
import java.util.HashSet;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;

/** Writes a {@link dev.pex.dsl.ModelDefinition} for every {@link PexModel}, and lists them. */
public final class PexProcessor extends AbstractProcessor {
    private final TreeMap<String, TypeElement> models = new TreeMap<>();
    private final Set<Element> sources = new HashSet<>();
    private boolean failed;

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(PexModel.class.getName());
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        sources.addAll(round.getRootElements());
        Findings findings = new Findings(processingEnv.getMessager());
        for (TypeElement type : ElementFilter.typesIn(round.getElementsAnnotatedWith(PexModel.class))) {
            model(type, findings);
        }
        failed |= findings.errors() > 0;
        if (round.processingOver() && !models.isEmpty() && !failed) {
            register(processingEnv);
        }
        return false;
    }

    private void model(TypeElement type, Findings findings) {
        int before = findings.errors();
        Element annotationType = processingEnv.getElementUtils().getTypeElement(PexModel.class.getName());
        AnnotationMirror annotation = type.getAnnotationMirrors().stream()
                .filter(mirror -> mirror.getAnnotationType().asElement().equals(annotationType))
                .findFirst()
                .orElseThrow();
        try {
            Values values = Values.of(annotation, processingEnv.getElementUtils());
            String name = Settings.name(type, values);
            CodeBlock settings = Settings.code(name, values);
            check(type, annotation, name, values, findings);
            Optional<Body> body = type.getKind() == ElementKind.INTERFACE
                    ? InterfaceReader.model(type, processingEnv.getElementUtils(), findings)
                    : Optional.empty();
            if (type.getKind() != ElementKind.INTERFACE) {
                requireDefine(type, findings);
            }
            if (findings.errors() == before) {
                body.ifPresent(layers -> Trial.of(layers, name, findings, this::isSource));
            }
            if (findings.errors() == before) {
                write(type, settings, body, findings);
            }
        } catch (NoSuchElementException e) {
            findings.error(type, annotation, "the value of '" + e.getMessage() + "' cannot be read");
        }
    }

    private static void check(
            TypeElement type, AnnotationMirror annotation, String name, Values values, Findings findings) {
        try {
            Network.named(name);
        } catch (DslException e) {
            findings.error(type, annotation, e.what());
        }
        if (values.truth("randomWeights") && !values.text("weights").isEmpty()) {
            findings.error(type, annotation, "it has weights and random weights; it takes one of the two");
        }
        if (values.wide("arenaBudget") < 0) {
            findings.error(type, annotation, "its arenaBudget is negative");
        }
    }

    private static void requireDefine(TypeElement type, Findings findings) {
        for (Element at = type; at != null; at = at.getEnclosingElement()) {
            if (at.getModifiers().contains(Modifier.PRIVATE)) {
                findings.error(type, "a model must not be private, nor a type around it");
            }
        }
        boolean defines =
                ElementFilter.methodsIn(type.getEnclosedElements()).stream().anyMatch(PexProcessor::isDefine);
        if (!defines) {
            findings.error(
                    type,
                    "a model is an interface with layers, or a class with static void define(" + Network.class.getName()
                            + " net)");
        }
    }

    private static boolean isDefine(ExecutableElement method) {
        Set<Modifier> modifiers = method.getModifiers();
        return method.getSimpleName().contentEquals("define")
                && modifiers.contains(Modifier.STATIC)
                && !modifiers.contains(Modifier.PRIVATE)
                && method.getReturnType().getKind() == TypeKind.VOID
                && method.getParameters().size() == 1
                && method.getParameters().get(0).asType().toString().equals(Network.class.getName());
    }

    private boolean isSource(TypeElement type) {
        for (Element at = type; at != null; at = at.getEnclosingElement()) {
            if (sources.contains(at)) {
                return true;
            }
        }
        return false;
    }

    private void write(TypeElement type, CodeBlock settings, Optional<Body> body, Findings findings) {
        try {
            NetworkWriter.write(type, settings, body).writeTo(processingEnv.getFiler());
            models.put(NetworkWriter.nameOf(type).reflectionName(), type);
        } catch (IOException e) {
            findings.error(type, "its network cannot be written: " + e.getMessage());
        }
    }

    private void register(ProcessingEnvironment environment) {
        try {
            new Registry(environment.getFiler(), environment.getElementUtils()).write(models);
        } catch (IOException e) {
            new Findings(environment.getMessager())
                    .error(models.firstEntry().getValue(), "the list of models cannot be written: " + e.getMessage());
        }
    }
}
