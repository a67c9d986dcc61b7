package dev.pex.frontend.tflite.operators;

import dev.pex.frontend.tflite.file.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The forms of an operator that are read: the limits that its reader checks, and what docs/OPERATORS.md says of it. A
 * reader can check no other limits, and has to check these all ({@link OperatorContext#require}).
 *
 * @param moves whether the operator only moves or converts elements, so that its int8 and uint8 tensors need no
 *     quantisation, and a network of float32 tensors is not float for its sake
 * @param limits in the order of the document
 * @param note what the document says beside the limits; may be empty
 */
public record Form(boolean moves, List<Limit> limits, String note) {
    public Form {
        limits = List.copyOf(limits);
    }

    /** The form of an operator that computes. */
    static Form of(Limit... limits) {
        return new Form(false, List.of(limits), "");
    }

    /** The form of an operator that moves or converts elements. */
    static Form moving(Limit... limits) {
        return new Form(true, List.of(limits), "");
    }

    /** With further limits. */
    Form and(List<Limit> more) {
        List<Limit> all = new ArrayList<>(limits);
        all.addAll(more);
        return new Form(moves, all, note);
    }

    /** With further limits. */
    Form and(Limit... more) {
        return and(List.of(more));
    }

    /** With a fact that is no limit. */
    Form noting(String fact) {
        return new Form(moves, limits, fact);
    }

    /** The forms in words, for docs/OPERATORS.md. */
    public String text() {
        return Stream.concat(limits.stream().map(Limit::text), Stream.of(note))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("; "));
    }
}
