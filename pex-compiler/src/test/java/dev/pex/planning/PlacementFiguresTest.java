package dev.pex.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pex.diagnostic.DiagnosticException;
import dev.pex.diagnostic.Diagnostics;
import dev.pex.frontend.tflite.TfliteFrontEnd;
import dev.pex.graph.Graph;
import dev.pex.kernel.Target;
import dev.pex.plan.InputMode;
import dev.pex.plan.LiveBytes;
import dev.pex.plan.Plan;
import dev.pex.schedule.PartialExecution;
import dev.pex.transform.Transforms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Prints how far arenas are above the live bytes of their plans: {@code -Dpex.models=FOLDER} names a
 * folder of model files. docs/PLACEMENT.md has the figures.
 */
class PlacementFiguresTest {
    @Test
    void arenasHoldWhatIsAlive() throws IOException {
        String folder = System.getProperty("pex.models", "");
        assumeTrue(!folder.isEmpty(), "-Dpex.models names no folder");
        List<Path> files;
        try (Stream<Path> list = Files.list(Path.of(folder))) {
            files = list.filter(f -> f.toString().endsWith(".tflite")).sorted().toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString().replace(".tflite", "");
            try {
                Graph graph = TfliteFrontEnd.read(name, Files.readAllBytes(file), new Diagnostics());
                print(name, PlanSearch.of(Transforms.apply(graph), Target.GENERIC));
            } catch (DiagnosticException notSupported) {
                System.out.println("| " + name + " | not supported |");
            }
        }
    }

    private static void print(String name, PlanSearch search) {
        StringBuilder line = new StringBuilder("| " + name);
        for (InputMode mode : InputMode.values()) {
            long before = System.nanoTime();
            Plan plan = search.smallest(mode, PartialExecution.ALL).plan();
            double seconds = (System.nanoTime() - before) / 1e9;
            long live = LiveBytes.of(plan).peak();
            assertThat(plan.arenaBytes()).isGreaterThanOrEqualTo((int) live);
            line.append(String.format(
                    Locale.ROOT,
                    " | %d | %d | %.1f %% | %.1f s",
                    plan.arenaBytes(),
                    live,
                    100.0 * (plan.arenaBytes() - live) / live,
                    seconds));
        }
        System.out.println(line + " |");
    }
}
