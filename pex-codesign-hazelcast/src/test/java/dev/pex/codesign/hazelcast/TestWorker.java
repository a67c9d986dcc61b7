package dev.pex.codesign.hazelcast;

import dev.pex.codesign.explore.Figures;
import dev.pex.codesign.explore.Ledger;
import dev.pex.codesign.explore.Membership;
import dev.pex.codesign.explore.TrialOrder;
import dev.pex.codesign.explore.TrialResult;
import dev.pex.codesign.explore.TrialRunner;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A worker in a process of its own, whose trials are files that appear: {@code PORT OTHERS SECRET SOURCES FOLDER MILLISECONDS}. */
public final class TestWorker {
    private TestWorker() {}

    /** Runs until it is killed. */
    public static void main(String[] arguments) throws InterruptedException {
        Membership membership = membership(
                Integer.parseInt(arguments[0]), List.of(arguments[1].split(",", -1)), arguments[2], arguments[3]);
        Path folder = Path.of(arguments[4]);
        long pause = Long.parseLong(arguments[5]);
        Runner runner = new Runner(folder, pause, arguments[0]);
        try {
            new HazelcastCluster()
                    .work(membership, runner, new Ledger(folder.resolve("kept")), note -> runner.write("notes", note));
        } catch (DiagnosticException e) {
            System.out.println(e.getMessage());
            System.exit(1);
        }
    }

    static Membership membership(int port, List<String> others, String secret, String sources) {
        return new Membership(
                "127.0.0.1", port, others, Bytes.copyOf(secret.getBytes(StandardCharsets.UTF_8)), sources);
    }

    /**
     * Trials that take some time; each start is a line of the file {@code begun}, each end one of {@code ended}; other lines are {@code notes}.
     *
     * @param name of the member
     */
    record Runner(Path folder, long pause, String name) implements TrialRunner {
        @Override
        public int parallel() {
            return 1;
        }

        @Override
        public TrialResult run(TrialOrder order) throws InterruptedException {
            write("begun", String.valueOf(order.settings().get("x")));
            Thread.sleep(pause);
            write("ended", String.valueOf(order.settings().get("x")));
            int x = Integer.parseInt(order.settings().getOrDefault("x", "0"));
            return TrialResult.of(order, new Figures(x, 100, 10L * x, 20L * x, 30L * x));
        }

        void write(String file, String what) {
            try {
                Files.createDirectories(folder);
                Files.writeString(
                        folder.resolve(file),
                        what + " " + name + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {}
    }
}
