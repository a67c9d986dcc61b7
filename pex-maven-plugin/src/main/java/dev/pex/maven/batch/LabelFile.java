package dev.pex.maven.batch;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Files with the labels of a network's classes. */
public final class LabelFile {
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private LabelFile() {}

    /**
     * The labels in a file: one per line, without the spaces around it. Empty lines at the end are ignored.
     *
     * @throws DiagnosticException when the file cannot be read, is not text in UTF-8, or has no labels
     */
    public static List<String> read(Path file) {
        String name = String.valueOf(file.getFileName());
        String text;
        try {
            ByteBuffer bytes = ByteBuffer.wrap(ModelFiles.read(file, name).toArray());
            text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw fault(name, "it is not text in UTF-8");
        }
        String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        List<String> labels = content.stripTrailing().lines().map(String::strip).toList();
        if (labels.isEmpty()) {
            throw fault(name, "it has no labels");
        }
        return labels;
    }

    private static DiagnosticException fault(String name, String what) {
        return new DiagnosticException(Diagnostic.error(
                Code.LABELS, name, what, "write one label per line, in the order of the output's elements"));
    }
}
