package dev.pex.maven.described;

import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an earlier build found out about the models of a project, so that an unchanged build runs none of their code.
 *
 * @param models the models, each with the index of the root that its relative paths start from
 * @param files the files that their code opened or looked for, each with the index of its root
 */
record Knowledge(List<Line> models, List<Line> files) {
    static final String FILE = ".pex-java";
    private static final String HEAD = "pex-java/1";

    Knowledge {
        models = List.copyOf(models);
        files = List.copyOf(files);
    }

    record Line(int root, String name) {
        /** A file, relative to its root if it lies below it, so that builds in other folders can use the record. */
        static Line of(int index, Path root, Path file) {
            Path name = file.startsWith(root) ? root.relativize(file) : file;
            return new Line(index, name.toString());
        }
    }

    /** The record in a folder; empty when there is none, or it is for other roots. */
    static Optional<Knowledge> read(Path folder, int roots) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.get(0).equals(HEAD)) {
            return Optional.empty();
        }
        List<Line> models = new ArrayList<>();
        List<Line> files = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> words = List.of(line.split(" ", 3));
            if (words.size() < 3 || !words.get(1).matches("[0-9]{1,6}") || Integer.parseInt(words.get(1)) >= roots) {
                return Optional.empty();
            }
            Line read = new Line(Integer.parseInt(words.get(1)), words.get(2));
            (words.get(0).equals("model") ? models : files).add(read);
        }
        return Optional.of(new Knowledge(models, files));
    }

    Bytes toBytes() {
        String text = HEAD + "\n" + lines("model", models) + lines("file", files);
        return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String lines(String kind, List<Line> lines) {
        return lines.stream()
                .map(line -> kind + " " + line.root() + " " + line.name() + "\n")
                .collect(Collectors.joining());
    }
}
