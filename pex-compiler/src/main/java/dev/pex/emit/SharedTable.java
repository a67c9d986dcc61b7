package dev.pex.emit;

import java.util.LinkedHashMap;
import java.util.Map;

/** A table of C structs that operators refer to: equal structs are stored once, in the order of their first use. */
final class SharedTable {
    private final String declaration;
    private final Map<String, Integer> indices = new LinkedHashMap<>();

    /** An empty table of a type, under a name. */
    SharedTable(String type, String name) {
        this.declaration = "static const " + type + " " + name + "[]";
    }

    /** The index of the struct with an initialiser; adds it when the table does not have it. */
    int index(String initialiser) {
        return indices.computeIfAbsent(initialiser, i -> indices.size());
    }

    boolean isEmpty() {
        return indices.isEmpty();
    }

    /** The definition of the table; empty when the table is. */
    String definition() {
        CText text = new CText();
        if (!indices.isEmpty()) {
            text.line(declaration + " = {");
            indices.keySet().forEach(initialiser -> text.line("    " + initialiser + ","));
            text.line("};").line();
        }
        return text.toString();
    }
}
