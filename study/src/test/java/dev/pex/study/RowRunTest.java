package dev.pex.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.dsl.Conv2d;
import dev.pex.dsl.FullyConnected;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Shape;
import dev.pex.graph.Macs;
import dev.pex.operator.Activation;
import dev.pex.plan.InputMode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row of a small network, from files to a result. */
class RowRunTest {
    private static final int SIDE = 8;

    @TempDir
    Path folder;

    private static Subject stripes() {
        Network net = Network.named("stripes").randomWeights(1);
        Node x = net.input("image", Shape.of(1, SIDE, SIDE, 1));
        x = x.conv2d("first", Conv2d.filters(8).kernel(3, 3).same().activation(Activation.RELU));
        x = x.conv2d("second", Conv2d.filters(8).kernel(3, 3).same().activation(Activation.RELU));
        x = x.globalAveragePool("pool").fullyConnected("logits", FullyConnected.units(2));
        net.output(x.softmax("scores"));
        return new Subject(
                "stripes",
                "Stripes",
                net.real(),
                1024,
                1024,
                1024,
                1 << 16,
                2,
                Optional.of("^[a-z]+"),
                new TreeMap<>(Map.of(
                        "epochs", "3",
                        "pruneEpochs", "3",
                        "pruneRounds", "1",
                        "batch", "16",
                        "averaging", "0.8",
                        "group", "^([a-z]+)")));
    }

    /** Images with stripes along rows or along columns, of some who drew them. */
    private Path data() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        for (String who : new String[] {"ann", "bob", "cy", "dee", "eve", "fay"}) {
            for (int i = 0; i < 40; i++) {
                BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
                for (int y = 0; y < SIDE; y++) {
                    for (int x = 0; x < SIDE; x++) {
                        int stripe = (i % 2 == 0 ? x : y) % 2;
                        image.getRaster().setSample(x, y, 0, 60 + 80 * stripe + random.nextInt(60));
                    }
                }
                Path own = Files.createDirectories(folder.resolve("data").resolve(i % 2 == 0 ? "columns" : "rows"));
                ImageIO.write(image, "png", own.resolve(who + i + ".png").toFile());
            }
        }
        return folder.resolve("data");
    }

    private RowRun run(Row row, Path data) {
        return new RowRun(stripes(), row, 0, 1, data, folder.resolve("work"), "versions");
    }

    private static Function<Path, Clock> clocks(long end) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return file -> new Clock(file, nowhere, () -> 1_000_000_000, end);
    }

    @Test
    void aRowIsTrainedMeasuredAndKept() throws IOException {
        Path data = data();
        Store store = new Store(folder.resolve("results"));
        RowRun run = run(new Row("uniform-quarter", "uniform", 1, InputMode.STREAMED, 1, 4, 1), data);
        // Each epoch ends a run, as a time limit does.
        int interruptions = 0;
        while (isInterrupted(run, store)) {
            interruptions++;
        }
        Result narrow = run.measure(store, Optional.empty()).get(0);

        // The last epoch of the training and that of the row interrupt nothing.
        assertThat(interruptions).isEqualTo(4);
        assertThat(store.results()).containsExactly(narrow);
        assertThat(narrow.epochs()).isEqualTo(6);
        assertThat(narrow.budget()).isEqualTo(256);
        assertThat(narrow.sizes().allStreamed()).isLessThanOrEqualTo(256);
        assertThat(narrow.sizes().layerByLayer()).isBetween(narrow.sizes().wholeResident(), 1023);
        assertThat(narrow.test().int8()).isGreaterThan(narrow.test().samples() * 9 / 10);
        assertThat(store.answers(narrow, "int8").correct())
                .isEqualTo(narrow.test().int8());
        // Three of the six are the test of the first fold.
        assertThat(store.groups(narrow)).hasSize(120).containsOnly(0, 1, 2);

        Path firmware = folder.resolve("firmware");
        assertThat(run.vectors(store, 5, firmware)).isBetween(4, 5);
        assertThat(firmware.resolve("stripes/stripes.h")).exists();
        assertThat(firmware.resolve("vectors/5.in.bin")).hasSize(SIDE * SIDE);
        assertThat(firmware.resolve("vectors/5.out.bin")).hasSize(2);

        // Elsewhere a row begins at the branch: three epochs, of which the last one interrupts nothing.
        RowRun elsewhere = new RowRun(stripes(), Row.HALF_WORK, 0, 1, data, folder.resolve("elsewhere"), "versions");
        int epochs = 1;
        while (isInterrupted(elsewhere, store)) {
            epochs++;
        }
        assertThat(epochs).isEqualTo(3);
        // A run that ended before the second test: the next one adds only that.
        assertThat(elsewhere.measure(store, Optional.empty()).get(0).macs())
                .isLessThanOrEqualTo(Macs.of(stripes().network().graph()) / 2);
        assertThat(elsewhere.isDone(store, Optional.empty())).isTrue();
        assertThat(elsewhere.isDone(store, Optional.of(data))).isFalse();
        assertThat(elsewhere.measure(store, Optional.of(data))).hasSize(1);
        assertThat(elsewhere.isDone(store, Optional.of(data))).isTrue();
        assertThat(store.results())
                .extracting(result -> result.key().network())
                .containsExactly("stripes", "stripes", "stripes-second");
    }

    private static boolean isInterrupted(RowRun run, Store store) throws IOException {
        try {
            run.train(store, clocks(0));
            return false;
        } catch (Clock.TimeIsUp e) {
            return true;
        }
    }

    @Test
    void dataThatIsAbsentIsADiagnostic() {
        assertThatThrownBy(() -> run(Row.DENSE, folder.resolve("absent"))
                        .train(new Store(folder.resolve("results")), clocks(Long.MAX_VALUE)))
                .hasMessageContaining("there is no such folder");
    }
}
