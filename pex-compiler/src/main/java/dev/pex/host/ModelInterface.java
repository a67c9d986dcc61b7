package dev.pex.host;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.tensor.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The inputs and outputs of a model, as its generated header declares them.
 *
 * @param model name of the model
 * @param inputBytes size of each input
 * @param outputBytes size of each output
 * @param streamed whether inputs arrive row by row
 */
record ModelInterface(String model, List<Integer> inputBytes, List<Integer> outputBytes, boolean streamed) {
    ModelInterface {
        inputBytes = List.copyOf(inputBytes);
        outputBytes = List.copyOf(outputBytes);
    }

    /** Reads the header among the files of a compilation. */
    static ModelInterface of(SortedMap<String, Bytes> files, String model) {
        Bytes header = files.get(model + ".h");
        if (header == null) {
            throw new IllegalArgumentException("there is no " + model + ".h among the files");
        }
        String text = new String(header.toArray(), StandardCharsets.UTF_8);
        return new ModelInterface(
                model,
                sizes(text, model, "INPUT"),
                sizes(text, model, "OUTPUT"),
                find(text, macro(model, "STREAMED")).isPresent());
    }

    int totalInput() {
        return inputBytes.stream().mapToInt(Integer::intValue).sum();
    }

    int totalOutput() {
        return outputBytes.stream().mapToInt(Integer::intValue).sum();
    }

    /** Throws a diagnostic when an input has the wrong size. */
    void requireInput(Bytes input) {
        if (input.size() == totalInput()) {
            return;
        }
        String parts = inputBytes.size() > 1
                ? inputBytes.stream().map(String::valueOf).collect(Collectors.joining(" + ", " (", ")"))
                : "";
        throw new DiagnosticException(Diagnostic.error(
                Code.BAD_INPUT,
                model,
                "expected " + totalInput() + " bytes of input" + parts + " but got " + input.size(),
                "give raw bytes, all inputs one after the other"));
    }

    /** The macro of the header with a suffix. */
    String macro(String ending) {
        return macro(model, ending);
    }

    private static String macro(String model, String ending) {
        return "PEX_" + model.toUpperCase(Locale.ROOT) + "_" + ending;
    }

    private static List<Integer> sizes(String header, String model, String kind) {
        int count = value(header, macro(model, kind + "_COUNT"));
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sizes.add(value(header, macro(model, kind + "_" + i + "_BYTES")));
        }
        return sizes;
    }

    private static int value(String header, String macro) {
        return find(header, macro)
                .orElseThrow(() -> new IllegalArgumentException("the header does not define " + macro));
    }

    private static OptionalInt find(String header, String macro) {
        Matcher matcher = Pattern.compile(
                        "^\\s*#\\s*define\\s+" + macro + "\\s+\\(?\\s*([0-9]+)[uUlL]*\\s*\\)?", Pattern.MULTILINE)
                .matcher(header);
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }
}
