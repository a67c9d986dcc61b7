package dev.pex.processor;

import dev.pex.dsl.annotation.PexBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Reads an interface into layers. A mistake is reported on its method, and the layer is left out. */
final class InterfaceReader {
    private static final String ANNOTATIONS = "dev.pex.dsl.annotation";
    private static final String TENSOR = ANNOTATIONS + ".Tensor";
    private static final int MOST_TIMES = 1000;

    private final Elements elements;
    private final Findings findings;
    private final boolean block;
    private final Set<String> within;

    /** Layers by name, those with mistakes without their calls. */
    private final Map<String, Optional<Layer>> seen = new LinkedHashMap<>();

    private final Map<String, Body> blocks = new HashMap<>();
    private final Set<String> read = new HashSet<>();
    private String above = Body.GIVEN;

    private InterfaceReader(Elements elements, Findings findings, boolean block, Set<String> within) {
        this.elements = elements;
        this.findings = findings;
        this.block = block;
        this.within = within;
    }

    /** The layers of a model; empty when it has mistakes. */
    static Optional<Body> model(TypeElement type, Elements elements, Findings findings) {
        return new InterfaceReader(elements, findings, false, Set.of()).read(type);
    }

    private Optional<Body> read(TypeElement type) {
        int before = findings.errors();
        if (!type.getInterfaces().isEmpty()) {
            findings.error(type, "it extends another interface; use a @PexBlock for shared layers");
        }
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            read(method);
        }
        List<Layer> layers = seen.values().stream().flatMap(Optional::stream).toList();
        if (layers.isEmpty() && findings.errors() == before) {
            findings.error(type, "it has no layers");
        }
        if (findings.errors() == before) {
            requireReaders(layers);
        }
        return findings.errors() == before ? Optional.of(new Body(type, layers, blocks)) : Optional.empty();
    }

    private void requireReaders(List<Layer> layers) {
        for (Layer layer : layers.subList(0, layers.size() - 1)) {
            boolean given = block && layer.is(Layer.INPUT);
            if (!given && !layer.output() && !read.contains(layer.name())) {
                findings.error(
                        layer.method(),
                        "nothing takes the layer '" + layer.name() + "'"
                                + (block ? "; remove it" : "; mark it @Output, or remove it"));
            }
        }
        Layer last = layers.get(layers.size() - 1);
        if (last.is(Layer.INPUT) || last.is(Layer.CONSTANT)) {
            findings.error(last.method(), "the last layer makes nothing");
        }
    }

    private void read(ExecutableElement method) {
        String name = method.getSimpleName().toString();
        List<AnnotationMirror> operators = operators(method);
        if (operators.isEmpty() && !method.getModifiers().contains(Modifier.ABSTRACT)) {
            return;
        }
        if (seen.containsKey(name)) {
            findings.error(method, "two layers are called '" + name + "'");
            return;
        }
        Optional<Layer> layer = layer(method, operators);
        seen.put(name, layer);
        if (layer.filter(l -> l.is(Layer.CONSTANT)).isEmpty()) {
            above = name;
        }
    }

    private Optional<Layer> layer(ExecutableElement method, List<AnnotationMirror> operators) {
        if (operators.size() != 1) {
            findings.error(
                    method,
                    operators.isEmpty()
                            ? "a layer needs the annotation of an operator, such as @Conv2d"
                            : "a layer is one operator; this one is " + names(operators));
            return Optional.empty();
        }
        if (!method.getModifiers().contains(Modifier.ABSTRACT)) {
            findings.error(method, "a layer has no body");
            return Optional.empty();
        }
        if (!isTensor(method.getReturnType())) {
            findings.error(method, "a layer returns " + TENSOR);
            return Optional.empty();
        }
        AnnotationMirror annotation = operators.get(0);
        String operator = name(annotation);
        Optional<List<String>> producers =
                producers(method, Operators.of(annotation).orElseThrow(), operator);
        if (producers.isEmpty()) {
            return Optional.empty();
        }
        boolean output = has(method, "Output");
        Layer layer = new Layer(method, operator, Values.of(annotation, elements), producers.get(), output);
        if (block && output) {
            findings.error(method, "a block makes one output, its last layer");
            return Optional.empty();
        }
        try {
            return fits(layer) ? Optional.of(layer) : Optional.empty();
        } catch (NoSuchElementException e) {
            // The annotation itself does not compile, which the compiler reports.
            findings.error(method, "the value of '" + e.getMessage() + "' cannot be read");
            return Optional.empty();
        }
    }

    private boolean fits(Layer layer) {
        if (layer.is(Layer.INPUT)) {
            boolean shaped = layer.values().integers("shape").length > 0;
            if (shaped == block) {
                findings.error(
                        layer.method(),
                        block ? "an input of a block has no shape: the block takes any" : "an input needs a shape");
                return false;
            }
            if (block && !seen.isEmpty()) {
                findings.error(layer.method(), "the input of a block comes first, and there is only one");
                return false;
            }
        }
        return !layer.is(Layer.USE) || use(layer);
    }

    private boolean use(Layer layer) {
        int times = layer.values().integer("times");
        if (times < 1 || times > MOST_TIMES) {
            findings.error(layer.method(), "times is " + times + "; it is from 1 to " + MOST_TIMES);
            return false;
        }
        TypeMirror type = layer.values().type("value");
        boolean isBlock = type instanceof DeclaredType declared
                && declared.asElement().getKind() == ElementKind.INTERFACE
                && declared.asElement().getAnnotation(PexBlock.class) != null;
        if (!isBlock) {
            findings.error(layer.method(), type + " is not an interface with @PexBlock");
            return false;
        }
        TypeElement element = (TypeElement) ((DeclaredType) type).asElement();
        String name = element.getQualifiedName().toString();
        Set<String> inner = new HashSet<>(within);
        if (!inner.add(name)) {
            findings.error(layer.method(), "the block " + name + " uses itself");
            return false;
        }
        Optional<Body> body = new InterfaceReader(elements, findings, true, inner).read(element);
        body.ifPresent(found -> blocks.put(layer.name(), found));
        return body.isPresent();
    }

    /** The layers that a method takes; empty when there is a mistake. */
    private Optional<List<String>> producers(ExecutableElement method, Operators.Operator operator, String kind) {
        List<String> named = new ArrayList<>();
        boolean good = true;
        for (VariableElement parameter : method.getParameters()) {
            good &= takes(parameter);
            named.add(parameter.getSimpleName().toString());
        }
        if (!good) {
            return Optional.empty();
        }
        if (named.isEmpty() && operator.fewest() == 1) {
            if (above.equals(Body.GIVEN) && !block) {
                findings.error(method, "there is no layer above it; a network begins with an @Input");
                return Optional.empty();
            }
            named.add(above);
        }
        if (named.size() < operator.fewest() || named.size() > operator.most()) {
            String expected = operator.fewest() + (operator.most() > operator.fewest() ? " or more" : "");
            findings.error(
                    method,
                    "@" + kind + " takes " + expected + " layers, named by parameters; here are " + named.size());
            return Optional.empty();
        }
        read.addAll(named);
        boolean known = named.stream()
                .allMatch(name -> name.equals(Body.GIVEN)
                        || seen.getOrDefault(name, Optional.empty()).isPresent());
        return known ? Optional.of(named) : Optional.empty();
    }

    private boolean takes(VariableElement parameter) {
        String name = parameter.getSimpleName().toString();
        if (!isTensor(parameter.asType())) {
            findings.error(parameter, "a parameter names a layer, as in Tensor " + name);
            return false;
        }
        if (!seen.containsKey(name)) {
            boolean lost = name.matches("arg\\d+");
            findings.error(
                    parameter,
                    "no layer above is called '" + name + "'"
                            + (lost ? "; compile a block of a library with -parameters" : ""));
            return false;
        }
        return true;
    }

    /** Compares names, because compilers print types differently. */
    private static boolean isTensor(TypeMirror type) {
        return type instanceof DeclaredType declared
                && ((TypeElement) declared.asElement()).getQualifiedName().contentEquals(TENSOR);
    }

    private static List<AnnotationMirror> operators(Element method) {
        List<AnnotationMirror> operators = new ArrayList<>();
        for (AnnotationMirror annotation : method.getAnnotationMirrors()) {
            boolean ours = packageOf(annotation).equals(ANNOTATIONS);
            if (ours && Operators.of(annotation).isPresent()) {
                operators.add(annotation);
            }
        }
        return operators;
    }

    private static boolean has(Element method, String annotation) {
        return method.getAnnotationMirrors().stream()
                .anyMatch(mirror ->
                        packageOf(mirror).equals(ANNOTATIONS) && name(mirror).equals(annotation));
    }

    private static String names(List<AnnotationMirror> annotations) {
        return String.join(" and ", annotations.stream().map(a -> "@" + name(a)).toList());
    }

    private static String name(AnnotationMirror annotation) {
        return annotation.getAnnotationType().asElement().getSimpleName().toString();
    }

    private static String packageOf(AnnotationMirror annotation) {
        return annotation.getAnnotationType().asElement().getEnclosingElement() instanceof PackageElement element
                ? element.getQualifiedName().toString()
                : "";
    }
}
