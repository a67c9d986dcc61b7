package dev.pex.codesign.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pex.codesign.ShapeFiles;
import dev.pex.codesign.explore.Fields;
import dev.pex.diagnostic.DiagnosticException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Explorations as processes that start processes, some of which are killed. */
@Timeout(300)
class ExplorationTest {
    private static final boolean FULL = Integer.getInteger("pex.test.cases", 0) > 60;

    @TempDir
    Path folder;

    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void shapesAndANetwork() throws IOException {
        settings.putAll(ShapeFiles.write(folder, 200, 60, 2));
        settings.put("memory", "400m");
    }

    private Process started(String... more) throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        Path file = folder.resolve("explore.properties");
        Files.writeString(file, Fields.write(all));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx400m",
                        "-D" + Main.BOUND + "=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "explore",
                        file.toString())
                .redirectError(folder.resolve("log").toFile())
                .start();
    }

    private static List<Event> events(Process process) throws IOException {
        List<Event> events = new ArrayList<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                events.add(Event.parse(line));
            }
        }
        return events;
    }

    private static List<String> notes(List<Event> events) {
        return events.stream().map(event -> String.join(" ", event.fields())).toList();
    }

    private List<Path> results() throws IOException {
        Path own = folder.resolve("out/results");
        if (!Files.isDirectory(own)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(own)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    @Test
    void formsAreExploredAndNothingIsLostWhenAllIsKilled() throws IOException, InterruptedException {
        String[] space = {"explore.width", "0.5, 1", "explore.depth", "0", "epochs", "1"};
        Process first = started(space);
        while (results().isEmpty()) {
            Thread.sleep(50);
        }
        List<ProcessHandle> trials = first.descendants().toList();
        first.destroyForcibly().waitFor();
        for (ProcessHandle trial : trials) {
            trial.onExit().join();
        }
        int before = results().size();
        assertThat(before).isEqualTo(1);
        // What was running is ended as well, and nothing holds its folder.
        assertThat(trials).noneMatch(ProcessHandle::isAlive);

        List<Event> events = events(started(space));
        assertThat(notes(events))
                .filteredOn(note -> note.endsWith("(from before)"))
                .hasSize(before);
        assertThat(events).last().satisfies(event -> assertThat(event.kind()).isEqualTo(Event.Kind.EXPLORED));
        List<String> csv = Files.readAllLines(folder.resolve("out/explore.csv"));
        assertThat(csv).hasSize(3);
        assertThat(csv.get(0)).startsWith("depth,width,epochs,accuracy,");
        byte[] page = Files.readAllBytes(folder.resolve("out/explore.html"));
        String best =
                csv.stream().filter(line -> line.contains(",yes,")).findFirst().orElseThrow();
        String id = best.substring(best.lastIndexOf(',') + 1);
        assertThat(folder.resolve("out/trials/" + id + "/dense/shapes_trained.pexnet"))
                .exists();

        // Once more, all at once: nothing is run, and the files are the same to the byte.
        Files.delete(folder.resolve("out/explore.html"));
        assertThat(notes(events(started(space))))
                .filteredOn(note -> note.endsWith("(from before)"))
                .hasSize(2);
        assertThat(Files.readAllBytes(folder.resolve("out/explore.html"))).isEqualTo(page);
    }

    @Test
    void aTrialWhoseProcessIsKilledGoesOn() throws IOException, InterruptedException {
        assumeTrue(FULL, "each trial is a process: -Pfull is not given");
        Process process = started("explore.width", "0.5", "epochs", "10");
        Path checkpoint = folder.resolve("out/trials");
        Thread killer = new Thread(() -> {
            try {
                while (!Files.isDirectory(checkpoint) || !hasCheckpoint(checkpoint)) {
                    Thread.sleep(20);
                }
                process.descendants().forEach(ProcessHandle::destroyForcibly);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        killer.setDaemon(true);
        killer.start();
        List<String> notes = notes(events(process));
        killer.join();
        assertThat(notes).anySatisfy(note -> assertThat(note).contains("width 0.5 died", "status 137"));
        assertThat(notes).anySatisfy(note -> assertThat(note).startsWith("trial 1/1: width 0.5: "));
        assertThat(process.waitFor()).isZero();
    }

    private static boolean hasCheckpoint(Path trials) throws IOException {
        try (Stream<Path> files = Files.walk(trials)) {
            return files.anyMatch(file -> file.endsWith("dense.safetensors"));
        }
    }

    @Test
    void halvingGoesOnFromCheckpoints() throws IOException {
        assumeTrue(FULL, "each trial is a process: -Pfull is not given");
        List<Event> halved = events(started(
                "explore.width",
                "0.25, 1",
                "method",
                "halving",
                "firstEpochs",
                "1",
                "parallel",
                "2",
                "reduction",
                "2"));
        assertThat(notes(halved)).contains("after 1 epochs 1 of 2 trials go on");
        assertThat(Files.readAllLines(folder.resolve("out/explore.csv")).stream()
                        .skip(1)
                        .map(line -> line.split(",", -1)[1]))
                .containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void mistakesAreOneDiagnosticBeforeAnythingRuns() {
        assertRefused("PEX-0301", "nothing is to be varied");
        assertRefused("PEX-0301", "pex.codesign.explore.width", "explore.width", "3..1");
        assertRefused("PEX-0301", "pex.codesign.width", "explore.width", "0.5, 2");
        assertRefused("PEX-0301", "pex.codesign.bacth", "explore.bacth", "16, 32");
        assertRefused("PEX-0301", "halving", "explore.sram", "500, 1000", "method", "halving");
        assertRefused("PEX-0301", "pex.codesign.explore.parallel", "explore.parallel", "1, 2");
        assertRefused("PEX-0601", "no folder", "explore.width", "0.5, 1", "data", "absent");
        assertRefused("PEX-0713", "no secret", "explore.width", "0.5, 1", "members", "127.0.0.1:5701");
        assertRefused("PEX-0712", "none of 1 trials", "explore.sram", "10", "pruneEpochs", "2", "pruneRounds", "1");
    }

    private void assertRefused(String code, String words, String... more) {
        Map<String, String> all = new HashMap<>(settings);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        assertThatThrownBy(() -> Exploration.explore(new Settings(all), event -> {}))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining(code)
                .hasMessageContaining(words);
    }
}
