package dev.pex.output;

import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The fingerprints of the inputs and of the files of a folder. The stamp is one of these files.
 *
 * @param inputs the fingerprint of everything that the files were made from
 * @param files the fingerprint of each other file
 */
record Stamp(Fingerprint inputs, SortedMap<String, Fingerprint> files) {
    /** Name of the file that holds the stamp; each of several makers in a folder appends a name of its own. */
    static final String FILE = ".pex-fingerprint";

    private static final String HEAD = "pex-fingerprint/1";

    Stamp {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    static Stamp of(Fingerprint inputs, SortedMap<String, Bytes> contents) {
        SortedMap<String, Fingerprint> files = new TreeMap<>();
        contents.forEach((name, content) -> files.put(name, Fingerprint.of(content)));
        return new Stamp(inputs, files);
    }

    /** The stamp in a file; empty when there is none, or when the file is not a stamp. */
    static Optional<Stamp> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Iterator<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .iterator();
        if (!lines.hasNext() || !lines.next().equals(HEAD) || !lines.hasNext()) {
            return Optional.empty();
        }
        Fingerprint inputs = new Fingerprint(lines.next());
        SortedMap<String, Fingerprint> files = new TreeMap<>();
        while (lines.hasNext()) {
            List<String> words = List.of(lines.next().split(" ", 2));
            if (words.size() < 2 || !RelativeNames.isSafe(words.get(1))) {
                return Optional.empty();
            }
            files.put(words.get(1), new Fingerprint(words.get(0)));
        }
        return Optional.of(new Stamp(inputs, files));
    }

    Bytes toBytes() {
        StringBuilder text = new StringBuilder(HEAD + "\n" + inputs.hex() + "\n");
        for (Map.Entry<String, Fingerprint> file : files.entrySet()) {
            text.append(file.getValue().hex()).append(' ').append(file.getKey()).append('\n');
        }
        return Bytes.copyOf(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
