package dev.pex.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of results: {@code results.csv} with a line for each final network, and for each network a folder with {@code
 * ROW-foldF-seedS.pexnet}, the network in int8, and {@code .answers}, what it answered right on the test data; and {@code
 * branch-foldF-seedS.safetensors}, the dense network where rows branch off.
 */
final class Store {
    private final Path folder;

    Store(Path folder) {
        this.folder = folder;
    }

    private Path table() {
        return folder.resolve("results.csv");
    }

    /** All lines, in the order in which they came. */
    List<Result> results() throws IOException {
        List<Result> results = new ArrayList<>();
        if (Files.exists(table())) {
            Files.readAllLines(table()).stream().skip(1).map(Result::parse).forEach(results::add);
        }
        return results;
    }

    /** The lines of one subject or its second test. */
    List<Result> results(String network) throws IOException {
        return results().stream()
                .filter(result -> result.key().network().equals(network))
                .toList();
    }

    /**
     * The line of a network.
     *
     * @throws IOException when there is none
     */
    Result result(Result.Key key) throws IOException {
        return results().stream()
                .filter(result -> result.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IOException("the results have no " + key.network() + " " + key.fileName()));
    }

    boolean has(Result.Key key) throws IOException {
        return results().stream().anyMatch(result -> result.key().equals(key));
    }

    /**
     * Adds a final network. Its line comes last, so that a line has its files.
     *
     * @param pexnet its file in int8; empty when another result has it
     * @param real answers of the float network
     * @param int8 answers of the generated C
     * @param groups the number of the group of each test sample; empty where each is one of its own
     */
    void add(Result result, byte[] pexnet, Answers real, Answers int8, List<Integer> groups) throws IOException {
        Path own = Files.createDirectories(folder.resolve(result.key().network()));
        if (pexnet.length > 0) {
            Files.write(network(result.key()), pexnet);
        }
        Files.writeString(
                own.resolve(result.key().fileName() + ".answers"),
                "int8 " + int8.text() + "\nfloat " + real.text() + "\n");
        if (!groups.isEmpty()) {
            String numbers =
                    String.join(" ", groups.stream().map(String::valueOf).toList());
            Files.writeString(groups(result.key()), numbers + "\n");
        }
        if (!Files.exists(table())) {
            Files.writeString(table(), Result.HEADING + "\n");
        }
        Files.writeString(table(), result.toCsv() + "\n", StandardOpenOption.APPEND);
    }

    /** The file of a network in int8. */
    Path network(Result.Key key) {
        return folder.resolve(key.network()).resolve(key.fileName() + ".pexnet");
    }

    /** The checkpoint of the dense network at the branch of all rows of a fold and a seed. */
    Path branch(Result.Key key) {
        return folder.resolve(key.network())
                .resolve("branch-fold" + key.fold() + "-seed" + key.seed() + ".safetensors");
    }

    private Path groups(Result.Key key) {
        return folder.resolve(key.network()).resolve("groups-fold" + key.fold());
    }

    /**
     * What a network answered right.
     *
     * @param kind {@code int8} or {@code float}
     */
    Answers answers(Result result, String kind) throws IOException {
        Path file = folder.resolve(result.key().network()).resolve(result.key().fileName() + ".answers");
        Map<String, String> lines = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            lines.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
        }
        String text = lines.get(kind);
        if (text == null) {
            throw new IOException(file + " has no answers in " + kind);
        }
        return Answers.parse(text, result.test().samples());
    }

    /** The groups of the test samples of a result. */
    int[] groups(Result result) throws IOException {
        Path file = groups(result.key());
        if (!Files.exists(file)) {
            int[] own = new int[result.test().samples()];
            for (int i = 0; i < own.length; i++) {
                own[i] = i;
            }
            return own;
        }
        return List.of(Files.readString(file).strip().split(" ")).stream()
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
