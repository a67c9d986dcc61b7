package dev.pex.processor;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeSpec;
import dev.pex.dsl.ModelDefinition;
import dev.pex.dsl.ModelSettings;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.annotation.processing.Generated;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** Writes the class of a model: the calls of the builder as a person would write them, with a method for each block. */
final class NetworkWriter {
    private static final CodeBlock GIVEN = CodeBlock.of("input");

    private final Map<TypeElement, MethodSpec> blocks = new LinkedHashMap<>();
    private final Map<TypeElement, String> methods = new HashMap<>();
    private final NameAllocator methodNames = new NameAllocator();

    private NetworkWriter() {
        methodNames.newName("define");
        methodNames.newName("settings");
        methodNames.newName("network");
    }

    /** The name of the class of a model, in the model's package. */
    static ClassName nameOf(TypeElement type) {
        ClassName model = ClassName.get(type);
        return ClassName.get(model.packageName(), String.join("_", model.simpleNames()) + "_Network");
    }

    /**
     * The class of a model.
     *
     * @param body its layers; empty for a class that defines itself
     */
    static JavaFile write(TypeElement type, CodeBlock settings, Optional<Body> body) {
        NetworkWriter writer = new NetworkWriter();
        CodeBlock definition =
                body.map(writer::model).orElseGet(() -> CodeBlock.of("$T.define(net);\n", ClassName.get(type)));
        TypeSpec.Builder written = TypeSpec.classBuilder(nameOf(type))
                .addOriginatingElement(type)
                .addJavadoc("The network that {@link $T} describes.\n", ClassName.get(type))
                .addAnnotation(AnnotationSpec.builder(Generated.class)
                        .addMember("value", "$S", PexProcessor.class.getName())
                        .build())
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addSuperinterface(ModelDefinition.class)
                .addMethod(override("settings")
                        .returns(ModelSettings.class)
                        .addStatement("return $L", settings)
                        .build())
                .addMethod(override("define")
                        .addParameter(Network.class, "net")
                        .addCode(definition)
                        .build());
        writer.blocks.forEach((block, method) -> {
            written.addMethod(method);
            written.addOriginatingElement(block);
        });
        return JavaFile.builder(nameOf(type).packageName(), written.build())
                .skipJavaLangImports(true)
                .indent("    ")
                .build();
    }

    private static MethodSpec.Builder override(String name) {
        return MethodSpec.methodBuilder(name).addAnnotation(Override.class).addModifiers(Modifier.PUBLIC);
    }

    private CodeBlock model(Body body) {
        Scope scope = new Scope(Optional.empty());
        CodeBlock.Builder code = CodeBlock.builder().add(layers(body, scope));
        for (String output : body.outputs()) {
            code.addStatement("net.output($L)", scope.variable(output));
        }
        return code.build();
    }

    /** The method that adds the layers of a block to a network. */
    private String block(Body body) {
        String known = methods.get(body.type());
        if (known != null) {
            return known;
        }
        String simple = body.type().getSimpleName().toString();
        String name = methodNames.newName(simple.substring(0, 1).toLowerCase(Locale.ROOT) + simple.substring(1));
        methods.put(body.type(), name);
        Scope scope = new Scope(Optional.of(GIVEN));
        CodeBlock code = layers(body, scope);
        String last = body.outputs().get(0);
        blocks.put(
                body.type(),
                MethodSpec.methodBuilder(name)
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                        .returns(Node.class)
                        .addParameter(Network.class, "net")
                        .addParameter(Node.class, "input")
                        .addParameter(String.class, "name")
                        .addCode(code)
                        .addStatement("return $L", scope.variable(last))
                        .build());
        return name;
    }

    private CodeBlock layers(Body body, Scope scope) {
        CodeBlock.Builder code = CodeBlock.builder();
        for (Layer layer : body.layers()) {
            if (layer.is(Layer.INPUT) && scope.inBlock()) {
                scope.alias(layer.name(), GIVEN);
            } else if (layer.is(Layer.USE)) {
                code.add(use(layer, Objects.requireNonNull(body.blocks().get(layer.name())), scope));
            } else {
                code.add(layer(layer, scope));
            }
        }
        return code.build();
    }

    private CodeBlock layer(Layer layer, Scope scope) {
        Invocation call = Operators.call(layer).with(argument -> scope.argument(argument, layer.name()));
        CodeBlock receiver = layer.producers().isEmpty()
                ? CodeBlock.of("net")
                : scope.variable(layer.producers().get(0));
        CodeBlock.Builder made = CodeBlock.builder().add("$L.$L", receiver, call.code());
        if (layer.is(Layer.INPUT)) {
            Operators.stated(layer).forEach(stated -> made.add(".quantizedAs($L)", stated.code()));
        }
        return CodeBlock.builder()
                .addStatement("$T $L = $L", Node.class, scope.newVariable(layer.name()), made.build())
                .build();
    }

    private CodeBlock use(Layer layer, Body body, Scope scope) {
        String method = block(body);
        int times = layer.values().integer("times");
        CodeBlock given = scope.variable(layer.producers().get(0));
        if (times == 1) {
            CodeBlock name = scope.name(layer.name());
            return CodeBlock.builder()
                    .addStatement(
                            "$T $L = $L(net, $L, $L)", Node.class, scope.newVariable(layer.name()), method, given, name)
                    .build();
        }
        CodeBlock name = scope.name(layer.name() + "/");
        CodeBlock variable = scope.newVariable(layer.name());
        return CodeBlock.builder()
                .addStatement("$T $L = $L", Node.class, variable, given)
                .beginControlFlow("for (int i = 0; i < $L; i++)", times)
                .addStatement("$L = $L(net, $L, $L + i)", variable, method, variable, name)
                .endControlFlow()
                .build();
    }

    /** The variables of a method. */
    private static final class Scope {
        private final Optional<CodeBlock> given;
        private final NameAllocator names = new NameAllocator();
        private final Map<String, CodeBlock> variables = new HashMap<>();

        Scope(Optional<CodeBlock> given) {
            this.given = given;
            List.of("net", "input", "name", "i").forEach(names::newName);
            given.ifPresent(code -> variables.put(Body.GIVEN, code));
        }

        boolean inBlock() {
            return given.isPresent();
        }

        void alias(String layer, CodeBlock variable) {
            variables.put(layer, variable);
        }

        CodeBlock newVariable(String layer) {
            CodeBlock variable = CodeBlock.of("$L", names.newName(layer));
            variables.put(layer, variable);
            return variable;
        }

        CodeBlock variable(String layer) {
            return Objects.requireNonNull(variables.get(layer));
        }

        /** The name of a layer; in a block it begins with the name of the block. */
        CodeBlock name(String layer) {
            return inBlock() ? CodeBlock.of("name + $S", "/" + layer) : CodeBlock.of("$S", layer);
        }

        Object argument(Object argument, String layer) {
            if (argument == Operators.NAME) {
                return name(layer);
            }
            if (argument instanceof Operators.Producer producer) {
                return variable(producer.layer());
            }
            if (argument instanceof Operators.Producers producers) {
                List<CodeBlock> all = new ArrayList<>();
                producers.layers().forEach(producer -> all.add(variable(producer)));
                return CodeBlock.join(all, ",$W");
            }
            return argument;
        }
    }
}
