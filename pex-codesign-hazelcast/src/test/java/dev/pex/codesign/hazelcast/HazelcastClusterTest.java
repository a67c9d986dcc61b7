package dev.pex.codesign.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pex.codesign.explore.Explorer;
import dev.pex.codesign.explore.Ledger;
import dev.pex.codesign.explore.Objective;
import dev.pex.codesign.explore.Plan;
import dev.pex.codesign.explore.Row;
import dev.pex.codesign.explore.Space;
import dev.pex.codesign.explore.TrialLost;
import dev.pex.codesign.explore.TrialOrder;
import dev.pex.codesign.explore.TrialResult;
import dev.pex.codesign.explore.TrialRunner;
import dev.pex.codesign.explore.Watcher;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.DiagnosticException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Members in processes of their own on loopback, some of which are killed. */
@Timeout(120)
class HazelcastClusterTest {
    private static final boolean FULL = Integer.getInteger("pex.test.cases", 0) > 60;

    private static final String SECRET = "a secret of the tests of clusters";
    private static final Plan PLAN = new Plan(Plan.Method.GRID, OptionalInt.empty(), 1, 1, 2, List.of(Objective.ARENA));

    /** Kept, so that its level is. */
    private static final Logger LOG = Logger.getLogger("com.hazelcast");

    @TempDir
    Path folder;

    @BeforeAll
    static void quiet() {
        LOG.setLevel(Level.OFF);
    }

    private final List<Process> workers = new ArrayList<>();

    @AfterEach
    void endWorkers() {
        workers.forEach(Process::destroyForcibly);
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ServerSocket socket = new ServerSocket(0);
            sockets.add(socket);
            ports.add(socket.getLocalPort());
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return ports;
    }

    private static List<String> addresses(List<Integer> ports) {
        return ports.stream().map(port -> "127.0.0.1:" + port).toList();
    }

    private Process worker(int port, List<Integer> others, String secret, String sources, long pause)
            throws IOException {
        Process worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx200m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TestWorker.class.getName(),
                        String.valueOf(port),
                        String.join(",", addresses(others)),
                        secret,
                        sources,
                        folder.resolve("worker-" + port).toString(),
                        String.valueOf(pause))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(port + ".log").toFile())
                .start();
        workers.add(worker);
        return worker;
    }

    private TrialRunner coordinator(int port, List<Integer> others, long pause) {
        return new HazelcastCluster()
                .coordinate(
                        TestWorker.membership(port, addresses(others), SECRET, "files"),
                        new TestWorker.Runner(folder.resolve("worker-" + port), pause, String.valueOf(port)),
                        note -> {});
    }

    private List<Row> explore(TrialRunner runner, Watcher watcher) throws InterruptedException {
        Space space = Space.of(new TreeMap<>(Map.of("x", "1..12 step 1")));
        return new Explorer(runner, new Ledger(folder.resolve("results")), "files", watcher)
                .explore(PLAN, PLAN.trials(space), new TreeMap<>(), settings -> 4);
    }

    /** An exploration that ends before its trials do. */
    private Thread asking(TrialRunner runner) {
        return new Thread(() -> {
            try {
                explore(runner, new Silent());
            } catch (InterruptedException e) {
                // As intended.
            }
        });
    }

    private List<String> lines(String file) throws IOException {
        List<String> lines = new ArrayList<>();
        try (var folders = Files.list(folder)) {
            for (Path worker :
                    folders.filter(path -> Files.exists(path.resolve(file))).toList()) {
                lines.addAll(Files.readAllLines(worker.resolve(file)));
            }
        }
        return lines;
    }

    private void awaitLine(int port, String file) throws IOException, InterruptedException {
        while (lines(file).stream().noneMatch(line -> line.endsWith(" " + port))) {
            Thread.sleep(50);
        }
    }

    private static void assertAll(List<Row> rows) {
        assertThat(rows)
                .hasSize(12)
                .allSatisfy(
                        row -> assertThat(row.result().figures().orElseThrow().arenaBytes())
                                .isEqualTo(10L * Integer.parseInt(row.values().get("x"))));
    }

    /** Kills a member in its second trial or a later one. */
    private void killInTheMiddle(Process victim, int port) {
        try {
            awaitLine(port, "ended");
            while (count("begun", port) == count("ended", port)) {
                Thread.sleep(10);
            }
            victim.destroyForcibly();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long count(String file, int port) throws IOException {
        return lines(file).stream().filter(line -> line.endsWith(" " + port)).count();
    }

    @Test
    void aTrialWhoseMemberIsKilledRunsAgainElsewhere() throws Exception {
        List<Integer> ports = freePorts(3);
        try (TrialRunner runner = coordinator(ports.get(0), ports, 300)) {
            Process victim = worker(ports.get(1), ports, SECRET, "files", 300);
            worker(ports.get(2), ports, SECRET, "files", 300);
            // Without them it would be done before they are there.
            awaitLine(ports.get(1), "notes");
            awaitLine(ports.get(2), "notes");
            Thread killer = new Thread(() -> killInTheMiddle(victim, ports.get(1)));
            killer.start();
            assertAll(explore(runner, new Silent()));
            killer.join();
            assertThat(victim.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        // Each trial ended once; the one that was killed had begun twice.
        assertThat(lines("ended").stream().map(line -> line.split(" ", -1)[0]))
                .hasSize(12)
                .doesNotHaveDuplicates();
        assertThat(lines("begun")).hasSize(13);
        assertThat(lines("ended").stream().map(line -> line.split(" ", -1)[1]).distinct())
                .hasSize(3);
    }

    @Test
    void anExplorationThatIsKilledGoesOnWithWhatWorkersFinished() throws Exception {
        assumeTrue(FULL, "members are processes: -Pfull is not given");
        List<Integer> ports = freePorts(2);
        worker(ports.get(1), ports, SECRET, "files", 100);
        Ledger results = new Ledger(folder.resolve("results"));
        TrialOrder order = TrialOrder.of(new TreeMap<>(Map.of("x", "3")), "files", 4);
        try (TrialRunner runner = coordinator(ports.get(0), ports, 3_600_000)) {
            // Its own hand takes one; both of the others run in the worker. The exploration ends without keeping
            // anything.
            asking(runner).start();
            while (lines("ended").size() < 6) {
                Thread.sleep(50);
            }
        }
        try (var files = Files.list(folder.resolve("results"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        assertThat(results.find(order)).isEmpty();
        int before = lines("ended").size();
        try (TrialRunner runner = coordinator(ports.get(0), ports, 100)) {
            assertAll(explore(runner, new Silent()));
        }
        assertThat(before).isGreaterThanOrEqualTo(6);
        assertThat(lines("ended").stream()
                        .filter(line -> line.endsWith(" " + ports.get(1)))
                        .map(line -> line.split(" ", -1)[0]))
                .doesNotHaveDuplicates();
    }

    @Test
    void otherDataAreRefusedAndOtherSecretsStayApart() throws Exception {
        List<Integer> ports = freePorts(3);
        Process foreign = worker(ports.get(1), ports, SECRET, "other files", 10);
        worker(ports.get(2), ports, SECRET + "!", "files", 10);
        awaitLine(ports.get(2), "notes");
        try (TrialRunner runner = coordinator(ports.get(0), ports, 3_600_000)) {
            asking(runner).start();
            assertThat(foreign.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(foreign.exitValue()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve(ports.get(1) + ".log"), StandardCharsets.UTF_8))
                .contains("PEX-0713", "model and data");
        assertThat(lines("begun")).allSatisfy(line -> assertThat(line).endsWith(" " + ports.get(0)));
    }

    @Test
    void aTrialWhoseProcessAlwaysDiesIsLostAtTheThirdTime() throws Exception {
        assumeTrue(FULL, "members are processes: -Pfull is not given");
        List<Integer> ports = freePorts(1);
        AtomicInteger runs = new AtomicInteger();
        TrialRunner deadly = new TrialRunner() {
            @Override
            public int parallel() {
                return 2;
            }

            @Override
            public TrialResult run(TrialOrder order) throws TrialLost, InterruptedException {
                runs.incrementAndGet();
                Thread.sleep(400);
                throw new TrialLost("it ended with status 137");
            }

            @Override
            public void close() {}
        };
        try (TrialRunner runner = new HazelcastCluster()
                .coordinate(TestWorker.membership(ports.get(0), List.of(), SECRET, "files"), deadly, note -> {})) {
            Space space = Space.of(new TreeMap<>(Map.of("x", "1")));
            List<Row> rows = new Explorer(runner, new Ledger(folder), "files", new Silent())
                    .explore(PLAN, PLAN.trials(space), new TreeMap<>(), settings -> 4);
            assertThat(rows.get(0).result().fault().orElseThrow().code()).isEqualTo(Code.TRIAL_LOST);
        }
        assertThat(runs.get()).isBetween(3, 4);
    }

    @Test
    void anAddressOfAnotherMachineIsADiagnostic() {
        assertThatThrownBy(() -> coordinator(70_000, List.of(), 1))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("PEX-0713");
    }

    /** Says nothing. */
    private static final class Silent implements Watcher {
        @Override
        public void ended(String values, TrialResult result, boolean before, int done, int all) {}

        @Override
        public void lost(String values, String what) {}

        @Override
        public void promoted(int survivors, int trials, int epochs) {}
    }
}
