package dev.pex.codesign.data;

import dev.pex.diagnostic.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A list of labelled files: lines of columns that are separated by tabs, the first line with their names. A line whose split is
 * none of the wanted ones is left out.
 *
 * @param list the file with the list
 * @param file the name of the column with paths, with '/' between folders
 * @param label the name of the column with classes
 * @param split the name of the column with splits, whose values are {@code train}, {@code validation} and {@code test}; when the
 *     list does not have the column, samples are split by the options
 * @param pattern a regular expression that a value of the column {@code file} matches as a whole
 * @param path the path of the file, with {@code $1} for the first group of the pattern and {@code $0} for the value
 * @param test the value of the column {@code split} that marks test data
 */
public record FileList(Path list, String file, String label, String split, String pattern, String path, String test) {
    private static final long LONGEST = 1L << 28;

    /** A list with the columns {@code file}, {@code label} and {@code split}. */
    public static FileList of(Path list) {
        return new FileList(list, "file", "label", "split", "(.*)", "$0", Split.TEST.folder());
    }

    public FileList withColumns(String files, String labels, String splits) {
        return new FileList(list, files, labels, splits, pattern, path, test);
    }

    public FileList withPaths(String expression, String replacement) {
        return new FileList(list, file, label, split, expression, replacement, test);
    }

    public FileList withTest(String value) {
        return new FileList(list, file, label, split, pattern, path, value);
    }

    /** Finds the files of the list. */
    Sources sources(Path root) {
        List<List<String>> lines = lines();
        Columns columns = columns(lines.get(0));
        Pattern expression = expression();
        Set<String> classes = new TreeSet<>();
        Set<String> names = new HashSet<>();
        List<SourceFile> files = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            List<String> line = lines.get(i);
            if (line.size() != lines.get(0).size()) {
                throw fault(
                        Code.DATA_FILE,
                        i,
                        "it has " + line.size() + " columns, not "
                                + lines.get(0).size());
            }
            Optional<Split> stated = columns.split() < 0 ? Optional.empty() : split(line.get(columns.split()));
            if (columns.split() >= 0 && stated.isEmpty()) {
                continue;
            }
            String name = name(expression, line.get(columns.file()), i);
            if (!names.add(name)) {
                throw fault(Code.DATA_FILE, i, "it lists " + name + " a second time");
            }
            classes.add(line.get(columns.label()));
            files.add(new SourceFile(name, path(root, name, i), line.get(columns.label()), stated));
        }
        return new Sources(root, List.copyOf(classes), files);
    }

    private record Columns(int file, int label, int split) {}

    private Columns columns(List<String> names) {
        for (String wanted : List.of(file, label)) {
            if (!names.contains(wanted)) {
                throw Faults.of(
                        Code.DATA_FILE,
                        list.toString(),
                        "its first line names no column '" + wanted + "'",
                        "separate columns by tabs, and write their names into the first line");
            }
        }
        return new Columns(names.indexOf(file), names.indexOf(label), names.indexOf(split));
    }

    private Optional<Split> split(String value) {
        Map<String, Split> values = new HashMap<>();
        for (Split each : List.of(Split.TRAINING, Split.VALIDATION)) {
            values.put(each.folder(), each);
        }
        values.put(test, Split.TEST);
        return Optional.ofNullable(values.get(value));
    }

    private String name(Pattern expression, String value, int line) {
        String name;
        try {
            if (!expression.matcher(value).matches()) {
                throw fault(Code.DATA_SETTING, line, "'" + value + "' does not match " + pattern);
            }
            name = expression.matcher(value).replaceFirst(path);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw Faults.of(
                    Code.DATA_SETTING,
                    "path",
                    "it is '" + path + "', which does not fit the pattern " + pattern,
                    "write $1 for the first group of the pattern");
        }
        boolean inside = Arrays.stream(name.split("/", -1)).noneMatch(part -> part.isEmpty() || part.equals(".."));
        if (!inside || !Sources.isSample(name)) {
            throw fault(Code.DATA_FILE, line, "'" + name + "' is no path of an image or a sound below the folder");
        }
        return name;
    }

    private Path path(Path root, String name, int line) {
        try {
            return root.resolve(name);
        } catch (InvalidPathException e) {
            throw fault(Code.DATA_FILE, line, "'" + name + "' is no path on this system");
        }
    }

    private Pattern expression() {
        try {
            return Pattern.compile(pattern, Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw Faults.of(
                    Code.DATA_SETTING,
                    "pattern",
                    "it is '" + pattern + "', which is no regular expression: " + e.getDescription(),
                    "write one that matches the column of files");
        }
    }

    private List<List<String>> lines() {
        try {
            if (Files.size(list) > LONGEST) {
                throw Faults.of(
                        Code.DATA_FILE,
                        list.toString(),
                        "it has more than " + LONGEST + " bytes",
                        "give a list with one line for each sample");
            }
            String text = new String(Files.readAllBytes(list), StandardCharsets.UTF_8);
            List<List<String>> lines =
                    text.lines().map(line -> List.of(line.split("\t", -1))).toList();
            return lines.isEmpty() ? List.of(List.of("")) : lines;
        } catch (IOException e) {
            throw Faults.unreadable(list.toString(), e);
        }
    }

    private RuntimeException fault(Code code, int line, String what) {
        return Faults.of(code, list + ":" + (line + 1), what, "correct the line, or take it out of the list");
    }
}
