package dev.pex.codesign.describe;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeSpec;
import dev.pex.dsl.annotation.PexModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import javax.lang.model.element.Modifier;

/**
 * Writes the class of a model, a line for each layer. A value that only the next line reads is in the variable {@code x}; others
 * have variables named like their layers.
 */
final class SourceWriter {
    private static final String NETWORK = "net";
    static final String CHAIN = "x";

    /** What no other variable is called: also what Java takes for more than a name, and the first package of the builder. */
    private static final List<String> RESERVED =
            List.of(NETWORK, CHAIN, "yield", "record", "var", "sealed", "permits", "dev");

    private final Subject subject;
    private final DescribeOptions options;
    private final Literals literals = new Literals(this::read);

    /** All statements except those that are written as arguments. */
    private final List<Statement> lines = new ArrayList<>();

    /** Statements that are written where their value is read, by its id. */
    private final Map<Integer, Statement> inline = new HashMap<>();

    /** Variables by the id of the value. */
    private final Map<Integer, String> variables = new TreeMap<>();

    private SourceWriter(Subject subject, List<Statement> statements, DescribeOptions options) {
        this.subject = subject;
        this.options = options;
        Map<Integer, Integer> counts = new HashMap<>();
        statements.forEach(statement -> statement.reads().forEach(id -> counts.merge(id, 1, Integer::sum)));
        for (Statement statement : statements) {
            boolean once = Objects.requireNonNullElse(counts.get(statement.tensor()), 0) == 1;
            if (statement.isConstant() && once) {
                inline.put(statement.tensor(), statement);
            } else {
                lines.add(statement);
            }
        }
        nameVariables();
    }

    /** The file of the class. */
    static JavaFile write(Subject subject, List<Statement> statements, DescribeOptions options) {
        return new SourceWriter(subject, statements, options).file();
    }

    private void nameVariables() {
        Map<Integer, Set<Integer>> readers = readers();
        NameAllocator names = new NameAllocator();
        RESERVED.forEach(names::newName);
        for (int i = 0; i < lines.size(); i++) {
            int tensor = lines.get(i).tensor();
            Set<Integer> own = readers.getOrDefault(tensor, Set.of());
            if (own.equals(Set.of(i + 1))) {
                variables.put(tensor, CHAIN);
            } else if (!own.isEmpty()) {
                variables.put(tensor, names.newName(camelCase(subject.name(tensor))));
            }
        }
    }

    /** The lines that read each value; the outputs are one line after all others. */
    private Map<Integer, Set<Integer>> readers() {
        Map<Integer, Set<Integer>> readers = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            for (int read : lines.get(i).reads()) {
                readers.computeIfAbsent(read, id -> new HashSet<>()).add(i);
            }
        }
        for (int output : subject.graph().outputs()) {
            readers.computeIfAbsent(output, id -> new HashSet<>()).add(lines.size());
        }
        return readers;
    }

    private static String camelCase(String name) {
        StringBuilder camel = new StringBuilder();
        for (String word : name.split("_", -1)) {
            camel.append(camel.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return camel.toString();
    }

    private JavaFile file() {
        String name = subject.graph().name();
        TypeSpec.Builder type = TypeSpec.classBuilder(options.className())
                .addJavadoc("The network {@code $L}, with a line for each layer.\n", name)
                .addAnnotation(annotation(name))
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL);
        List<MethodSpec> methods = new MethodParts(
                        lines, variables, this::expression, subject.graph().outputs())
                .methods();
        methods.forEach(type::addMethod);
        JavaFile.Builder file = JavaFile.builder(options.packageName(), type.build())
                .skipJavaLangImports(true)
                .indent("    ");
        literals.importInto(file);
        return file.build();
    }

    private AnnotationSpec annotation(String name) {
        AnnotationSpec.Builder annotation = AnnotationSpec.builder(PexModel.class);
        String byDefault =
                options.className().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        if (!byDefault.equals(name)) {
            annotation.addMember("name", "$S", name);
        }
        annotation.addMember("weights", "$S", options.weightsFile());
        options.labels().forEach(label -> annotation.addMember("labels", "$S", label));
        return annotation.build();
    }

    /** The calls of a statement, without the variable that takes their value. */
    private CodeBlock expression(Statement statement) {
        CodeBlock.Builder code = CodeBlock.builder();
        code.add(
                "$L",
                statement.receiver().isPresent() ? read(statement.receiver().getAsInt()) : NETWORK);
        statement.calls().forEach(call -> code.add(".$L", literals.call(call)));
        return code.build();
    }

    private CodeBlock read(int tensor) {
        Statement constant = inline.get(tensor);
        return constant != null
                ? expression(constant)
                : CodeBlock.of("$L", Objects.requireNonNull(variables.get(tensor)));
    }
}
