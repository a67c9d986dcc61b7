package dev.pex.codesign.describe;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/**
 * The methods that the lines of a network are in. Java bounds the size of a method, so that a long network continues in another
 * one: each calls the next, with the values that are still read.
 */
final class MethodParts {
    /** An estimate of the bytes of a method, of which Java allows 65535. */
    private static final int MOST_BYTES = 40_000;

    /** For each argument, element or call; an element of an array of large numbers takes the most. */
    private static final int BYTES_EACH = 10;

    private static final int ARGUMENTS_OF_OPTIONS = 12;

    /** Java allows 255. */
    private static final int MOST_PARAMETERS = 250;

    private final List<Statement> lines;
    private final Map<Integer, String> variables;
    private final Function<Statement, CodeBlock> code;
    private final List<Integer> outputs;

    /**
     * Takes the lines of a network.
     *
     * @param variables by the id of the value; a value that nothing reads has none
     * @param code of a line, without the variable that takes its value
     * @param outputs ids of the network's outputs
     */
    MethodParts(
            List<Statement> lines,
            Map<Integer, String> variables,
            Function<Statement, CodeBlock> code,
            List<Integer> outputs) {
        this.lines = lines;
        this.variables = variables;
        this.code = code;
        this.outputs = outputs;
    }

    /**
     * The methods, of which the first is that of the model.
     *
     * @throws NotExpressible when too many values are read in a later method
     */
    List<MethodSpec> methods() {
        List<MethodSpec> methods = new ArrayList<>();
        int begin = 0;
        while (begin < lines.size() || methods.isEmpty()) {
            int end = end(begin);
            methods.add(method(methods.size(), begin, end));
            begin = end;
        }
        return methods;
    }

    private int end(int begin) {
        int bytes = 0;
        int end = begin;
        while (end < lines.size()) {
            Statement line = lines.get(end);
            bytes += BYTES_EACH
                    * line.calls().stream()
                            .mapToInt(call -> ARGUMENTS_OF_OPTIONS + call.size())
                            .sum();
            if (bytes > MOST_BYTES && end > begin) {
                return end;
            }
            end++;
        }
        return end;
    }

    private static String name(int part) {
        return part == 0 ? "define" : "define" + (part + 1);
    }

    private MethodSpec method(int part, int begin, int end) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name(part))
                .addModifiers(Modifier.STATIC)
                .addParameter(Network.class, "net");
        if (part > 0) {
            method.addModifiers(Modifier.PRIVATE);
        }
        SortedMap<Integer, String> given = live(begin);
        if (given.size() > MOST_PARAMETERS) {
            throw new NotExpressible(
                    "its layers need several methods, and one would have " + given.size() + " parameters");
        }
        Set<String> declared = new HashSet<>(given.values());
        given.values().forEach(variable -> method.addParameter(Node.class, variable));
        boolean last = end == lines.size();
        boolean joined = last
                && end > begin
                && outputs.equals(List.of(lines.get(end - 1).tensor()))
                && SourceWriter.CHAIN.equals(variables.get(outputs.get(0)));
        for (Statement line : lines.subList(begin, joined ? end - 1 : end)) {
            add(method, line, declared);
        }
        if (joined) {
            method.addStatement("net.output($L)", code.apply(lines.get(end - 1)));
        } else if (last) {
            outputs.forEach(output -> method.addStatement("net.output($L)", variable(output)));
        } else {
            List<String> arguments = new ArrayList<>(List.of("net"));
            arguments.addAll(live(end).values());
            method.addStatement("$L($L)", name(part + 1), String.join(", ", arguments));
        }
        return method.build();
    }

    private void add(MethodSpec.Builder method, Statement line, Set<String> declared) {
        String variable = variables.get(line.tensor());
        if (variable == null) {
            method.addStatement(code.apply(line));
        } else if (declared.add(variable)) {
            method.addStatement("$T $L = $L", Node.class, variable, code.apply(line));
        } else {
            method.addStatement("$L = $L", variable, code.apply(line));
        }
    }

    private String variable(int tensor) {
        return Objects.requireNonNull(variables.get(tensor));
    }

    /** The variables of values that are made before a line and read from it on, by their ids. */
    private SortedMap<Integer, String> live(int line) {
        Set<Integer> read = new LinkedHashSet<>(line < lines.size() ? outputs : List.of());
        lines.subList(line, lines.size()).forEach(later -> read.addAll(later.reads()));
        SortedMap<Integer, String> live = new TreeMap<>();
        for (Statement earlier : lines.subList(0, line)) {
            if (read.contains(earlier.tensor())) {
                live.put(earlier.tensor(), variable(earlier.tensor()));
            }
        }
        return Collections.unmodifiableSortedMap(live);
    }
}
