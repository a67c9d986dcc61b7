package dev.pex.codesign.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.codesign.app.Event;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

/** What somebody sees who trains a network: plain lines in a log, a bar in a terminal. */
class ProgressPrinterTest {
    private static final long SECOND = 1_000_000_000;

    private static Event epoch(int epoch, long live) {
        return new Event(
                Event.Kind.EPOCH,
                List.of(String.valueOf(epoch), "4", "0.51234", "0.875", String.valueOf(live), "1000", "[4, 4]"));
    }

    @Test
    void aLogHasALineForEachEpoch() {
        List<String> lines = new ArrayList<>();
        SystemStreamLog log = new SystemStreamLog() {
            @Override
            public void info(CharSequence line) {
                lines.add(line.toString());
            }
        };
        ProgressPrinter printer = new ProgressPrinter(log, Optional.empty(), 0);
        printer.step(new Event(Event.Kind.STEP, List.of("2", "4", "1", "2")));
        printer.resumed(new Event(Event.Kind.RESUMED, List.of("4", "4")));
        printer.resumed(new Event(Event.Kind.RESUMED, List.of("1", "4")));
        // The first epoch that is seen is the second one: the first was done before an interruption.
        printer.epoch(epoch(2, 0), 40 * SECOND);
        printer.epoch(epoch(3, 1523), 80 * SECOND);
        // Another training in the same process.
        printer.epoch(epoch(1, 0), 90 * SECOND);
        printer.epoch(epoch(2, 0), 110 * SECOND);
        assertThat(lines)
                .containsExactly(
                        "goes on from epoch 1 of 4",
                        "epoch 2/4: loss 0.5123, accuracy 87.50 %, 1:20 left",
                        "epoch 3/4: loss 0.5123, accuracy 87.50 %, peak 1,523 bytes, 0:40 left",
                        "epoch 1/4: loss 0.5123, accuracy 87.50 %, 0:30 left",
                        "epoch 2/4: loss 0.5123, accuracy 87.50 %, 0:30 left");
    }

    @Test
    void aTerminalHasABar() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream terminal = new PrintStream(bytes, true, StandardCharsets.US_ASCII);
        ProgressPrinter printer = new ProgressPrinter(new SystemStreamLog(), Optional.of(terminal), 0);
        printer.step(new Event(Event.Kind.STEP, List.of("1", "4", "1", "2")));
        printer.epoch(epoch(1, 0), SECOND);
        printer.epoch(epoch(4, 0), 4 * SECOND);
        assertThat(bytes.toString(StandardCharsets.US_ASCII))
                .isEqualTo("\r[===                     ] 1/4    "
                        + "\r[======                  ] 1/4 loss 0.5123, accuracy 87.50 %, 0:03 left   "
                        + "\r[========================] 4/4 loss 0.5123, accuracy 87.50 %, 0:00 left   "
                        + System.lineSeparator());
    }
}
