package dev.pex.codesign.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.codesign.ShapeFiles;
import dev.pex.codesign.course.EpochLine;
import dev.pex.codesign.course.Progress;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs from settings to files, as a build starts them. */
class JobTest {
    @TempDir
    Path folder;

    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void shapesAndANetwork() throws IOException {
        settings.putAll(ShapeFiles.write(folder, 400, 100, 3));
        settings.put("roundingEpochs", "0");
    }

    private Settings with(String... more) {
        Map<String, String> all = new HashMap<>(settings);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return new Settings(all);
    }

    /** Ranges of a single sample are far too narrow for others. */
    @Test
    void aNetworkThatRoundingHurtsLearnsOn() throws IOException {
        String[] hurt = {"calibrationSamples", "1", "epochs", "6"};
        Outcome plain = Job.train(with(hurt), Progress.NONE);
        String[] cured = {"calibrationSamples", "1", "epochs", "6", "roundingEpochs", "2"};
        List<EpochLine> lines = new ArrayList<>();
        Outcome learnt = Job.train(with(cured), lines::add);

        assertThat(lines).as("epochs with rounding").hasSize(2);
        assertThat(learnt.validation().correct())
                .isGreaterThan(plain.validation().correct());
        assertThat(folder.resolve("out/dense/rounding.safetensors")).exists();
        lines.clear();
        assertThat(Job.train(with(cured), lines::add)).isEqualTo(learnt);
        assertThat(lines).isEmpty();
    }

    @Test
    void aNetworkIsTrainedPrunedAndWritten() throws IOException {
        List<EpochLine> lines = new ArrayList<>();
        Outcome dense = Job.train(with(), lines::add);
        assertThat(lines).hasSize(3);
        assertThat(dense.validation().accuracy()).isGreaterThan(0.5);
        assertThat(dense.warnings()).isEmpty();
        assertRefused(() -> Job.prune(with("sram", "10"), Progress.NONE), "PEX-0703", "10 bytes of SRAM (it takes ");
        String[] budget = {"sram", "1 kB", "pruneEpochs", "3", "pruneRounds", "1", "evaluateTest", "true"};
        Outcome pruned = Job.prune(with(budget), lines::add);
        assertThat(pruned.arenaBytes()).isLessThanOrEqualTo(1000).isLessThan(dense.arenaBytes());
        assertThat(pruned.test()).isPresent();
        assertThat(files(folder.resolve("out/pruned")))
                .containsExactly(
                        "epochs.csv",
                        "nets",
                        "result.json",
                        "shapes_pruned.pexnet",
                        "shapes_pruned.safetensors",
                        "shapes_pruned_float.pexnet");
        Pexnet shipped = PexnetReader.read(
                "shapes.pexnet", Files.readAllBytes(folder.resolve("out/pruned/shapes_pruned.pexnet")));
        assertThat(shipped.real()).isEmpty();
        assertThat(Files.readString(folder.resolve("out/pruned/result.json")))
                .contains("\"arenaBytes\": " + pruned.arenaBytes(), "\"testSamples\": 100");
        assertThat(Files.readString(folder.resolve("out/pruned/epochs.csv"), StandardCharsets.UTF_8)
                        .lines())
                .hasSize(4);
        byte[] java = Files.readAllBytes(folder.resolve("out/pruned/nets/ShapesPruned.java"));
        assertRefused(() -> Job.train(with("flip", "true"), Progress.NONE), "PEX-0704", "other settings");
        // Once more: everything is there already, and nothing changes.
        lines.clear();
        Job.prune(with(budget), lines::add);
        assertThat(lines).isEmpty();
        assertThat(Files.readAllBytes(folder.resolve("out/pruned/nets/ShapesPruned.java")))
                .isEqualTo(java);
    }

    @Test
    void mistakesAreSaidByName() {
        assertRefused(() -> Job.train(with("epochs", "many"), Progress.NONE), "PEX-0301", "pex.codesign.epochs");
        assertRefused(
                () -> Job.train(with("learningRate", "-1"), Progress.NONE),
                "PEX-0301",
                "pex.codesign.learningRate: it is -1.0");
        assertRefused(
                () -> Job.train(with("mixUp", "0.6"), Progress.NONE), "PEX-0301", "pex.codesign.mixUp: it is 0.6");
        assertRefused(
                () -> Job.train(with("epoch", "3"), Progress.NONE), "PEX-0301", "epoch: there is no such setting");
        assertRefused(() -> Job.train(with("flip", "yes"), Progress.NONE), "PEX-0301", "true or false");
        assertRefused(() -> Job.train(with("target", "z80"), Progress.NONE), "PEX-0301", "cortex-m4");
        assertRefused(() -> Job.train(with("model", "absent.tflite"), Progress.NONE), "PEX-0101", "absent.tflite");
        assertRefused(() -> Job.prune(with(), Progress.NONE), "PEX-0301", "no budget");
        assertRefused(
                () -> Job.prune(with("sram", "1000", "pruneEpochs", "2", "pruneRounds", "2"), Progress.NONE),
                "PEX-0301",
                "do not fit");
        assertRefused(() -> Job.prune(with("sram", "1000"), Progress.NONE), "PEX-0704", "train it first");
        assertRefused(() -> Job.prune(with("sram", "16 MB"), Progress.NONE), "PEX-0301", "16 KiB or 16 kB (16,000)");
        assertRefused(() -> Job.prune(with("sram", "0 KiB"), Progress.NONE), "PEX-0301", "it is 0");
        assertRefused(() -> Job.train(with("variant", "dense"), Progress.NONE), "PEX-0301", "pex.codesign.variant");
        assertRefused(() -> Job.train(with("resultName", "A b"), Progress.NONE), "PEX-0301", "a_b");
    }

    @Test
    void severalMistakesAreSaidTogether() {
        assertThatThrownBy(() -> Job.train(
                        with("flip", "yes", "batch", "many", "target", "z80", "pruneEpoch", "3", "zzz", "1"),
                        Progress.NONE))
                .hasMessageContaining("pex.codesign.flip: it is 'yes'")
                .hasMessageContaining("pex.codesign.batch: it is 'many'")
                .hasMessageContaining("pex.codesign.target: it is 'z80'");
        assertThatThrownBy(() -> Job.train(with("pruneEpoch", "3", "zzz", "1"), Progress.NONE))
                .hasMessageContaining("pex.codesign.pruneEpoch: there is no such setting")
                .hasMessageContaining("it may be pex.codesign.pruneEpochs")
                .hasMessageContaining("pex.codesign.zzz: there is no such setting")
                .hasMessageContaining("leave it out");
        assertThatThrownBy(() -> Job.train(with("batch", "many", "model", "absent.tflite"), Progress.NONE))
                .as("with what is wrong with the model")
                .hasMessageContaining("pex.codesign.batch")
                .hasMessageContaining("absent.tflite");
    }

    private static void assertRefused(Runnable job, String code, String words) {
        assertThatThrownBy(job::run)
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining(code)
                .hasMessageContaining(words);
    }

    @Test
    void aFolderIsForOneTraining() {
        Path out = folder.resolve("out");
        FolderLock.holding(out, () -> {
            assertRefused(() -> Job.train(with(), Progress.NONE), "PEX-0704", "another training");
            return out;
        });
        assertRefused(
                () -> Job.train(with("output", folder.resolve("shapes.pexnet") + "/out"), Progress.NONE),
                "PEX-0305",
                "nothing can be written there");
    }

    @Test
    void eventsSurviveTheWayBetweenProcesses() {
        Event event = new Event(Event.Kind.DIAGNOSTIC, List.of("PEX-0301", "a\tb", "line\nbreak\\", ""));
        assertThat(Event.parse(event.toLine())).isEqualTo(event);
        assertThat(event.toLine()).doesNotContain("\n");
    }

    private static List<String> files(Path folder) throws IOException {
        try (var found = Files.list(folder)) {
            return found.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
