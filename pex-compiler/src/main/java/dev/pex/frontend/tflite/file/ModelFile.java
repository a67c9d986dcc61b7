package dev.pex.frontend.tflite.file;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.diagnostic.Diagnostics;
import dev.pex.operator.Origin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The tables of a model file: well formed, but nothing of their meaning is checked.
 *
 * @param subgraphs how many there are; the first is the main one
 * @param tensors of the main subgraph
 * @param operators of the main subgraph, in the order of execution
 * @param inputs indices of tensors
 * @param outputs indices of tensors
 */
public record ModelFile(
        FlatFile file,
        List<OperatorCode> codes,
        Optional<CheckedVector> buffers,
        int subgraphs,
        List<TensorEntry> tensors,
        List<OperatorEntry> operators,
        List<Integer> inputs,
        List<Integer> outputs) {

    /** The identifier of the format in a flat buffer. */
    public static final String IDENTIFIER = "TFL3";

    /** Offset of the identifier in the file, in bytes. */
    public static final int IDENTIFIER_AT = 4;

    private static final int SCHEMA_VERSION = 3;

    /** About as much as one table takes in memory. */
    private static final int TABLE_MEMORY = 256;

    /**
     * Reads the tables.
     *
     * @throws DiagnosticException when the file is no model or malformed
     */
    public static ModelFile read(FlatFile file, Diagnostics diagnostics) {
        checkIdentifier(file);
        CheckedTable model = CheckedTable.root(file, "model");
        long version = model.uint32("version", 0);
        if (version != SCHEMA_VERSION) {
            throw noModel(file, "its schema version is " + version + ", not " + SCHEMA_VERSION);
        }
        List<OperatorCode> codes =
                tables(file, model, "operator_codes", 1, "operator code", (i, t) -> OperatorCode.read(t));
        Problems problems = new Problems(diagnostics, file.name());
        CheckedVector subgraphs = subgraphs(model, problems);
        CheckedTable graph = subgraphs.table(0, "subgraph 0");
        Optional<CheckedVector> buffers = model.words("buffers", 4);
        buffers.ifPresent(ModelFile::checkBuffers);
        return new ModelFile(
                file,
                codes,
                buffers,
                subgraphs.size(),
                tables(file, graph, "tensors", 0, "tensor", TensorEntry::read),
                tables(file, graph, "operators", 3, "operator", OperatorEntry::read),
                graph.words("inputs", 1).map(CheckedVector::ints).orElse(List.of()),
                graph.words("outputs", 2).map(CheckedVector::ints).orElse(List.of()));
    }

    /** What an operator does; unknown when the file does not say. */
    public OperatorCode code(OperatorEntry entry) {
        return entry.codeIndex() < codes.size() ? codes.get((int) entry.codeIndex()) : OperatorCode.UNKNOWN;
    }

    /** How messages call an operator: by its place, its kind and the tensor that it makes. */
    public Origin origin(OperatorEntry entry) {
        int output = entry.outputs().isEmpty() ? -1 : entry.outputs().get(0);
        String name =
                output >= 0 && output < tensors.size() ? tensors.get(output).name() : "?";
        return new Origin(entry.index(), code(entry).kind(), name);
    }

    private static void checkIdentifier(FlatFile file) {
        int header = IDENTIFIER_AT + IDENTIFIER.length();
        if (file.size() < header) {
            throw noModel(file, "it has only " + file.size() + " bytes");
        }
        byte[] identifier = file.copy(IDENTIFIER_AT, IDENTIFIER.length(), "file identifier");
        String text = new String(identifier, StandardCharsets.ISO_8859_1);
        if (!text.equals(IDENTIFIER)) {
            throw noModel(file, "bytes 4 to 7 are '" + Text.printable(text) + "', not '" + IDENTIFIER + "'");
        }
    }

    private static DiagnosticException noModel(FlatFile file, String fault) {
        return new DiagnosticException(Diagnostic.error(
                Code.NOT_A_MODEL,
                file.name(),
                "this is no TensorFlow Lite model: " + fault,
                "give a .tflite file as TensorFlow's converter writes it"));
    }

    private static CheckedVector subgraphs(CheckedTable model, Problems problems) {
        return model.words("subgraphs", 2)
                .filter(v -> v.size() > 0)
                .orElseThrow(() -> problems.invalid("the model has no subgraph"));
    }

    /** Buffers are read when they are needed, but a damaged one that is not needed is a sign of a damaged file. */
    private static void checkBuffers(CheckedVector buffers) {
        for (int i = 0; i < buffers.size(); i++) {
            buffers.table(i, "buffer " + i).vector("data", 0, 1);
        }
    }

    private static <T> List<T> tables(
            FlatFile file,
            CheckedTable parent,
            String field,
            int number,
            String element,
            BiFunction<Integer, CheckedTable, T> read) {
        CheckedVector vector = parent.words(field, number).orElse(null);
        if (vector == null) {
            return List.of();
        }
        // Many entries may point to one table, so the file's size alone does not bound what they take.
        file.charge((long) vector.size() * TABLE_MEMORY, vector.start(), field);
        List<T> tables = new ArrayList<>(vector.size());
        for (int i = 0; i < vector.size(); i++) {
            tables.add(read.apply(i, vector.table(i, element + " " + i)));
        }
        return tables;
    }
}
