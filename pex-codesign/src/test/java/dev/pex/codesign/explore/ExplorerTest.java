package dev.pex.codesign.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Explorations with trials that only count. */
class ExplorerTest {
    private static final TreeMap<String, String> BASE = new TreeMap<>(Map.of("epochs", "8"));

    @TempDir
    Path folder;

    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private final List<String> ran = Collections.synchronizedList(new ArrayList<>());

    private final Watcher watcher = new Watcher() {
        @Override
        public void ended(String values, TrialResult result, boolean before, int done, int all) {
            said.add((before ? "before " : "") + values + " " + done + "/" + all);
        }

        @Override
        public void lost(String values, String what) {
            said.add("lost " + values + " " + what);
        }

        @Override
        public void promoted(int survivors, int trials, int epochs) {
            said.add(survivors + " of " + trials + " after " + epochs);
        }
    };

    /** What happens to a trial. */
    private interface Fate {
        TrialResult of(TrialOrder order) throws TrialLost;
    }

    private record Runner(int parallel, Fate fate, AtomicBoolean closed) implements TrialRunner {
        @Override
        public TrialResult run(TrialOrder order) throws TrialLost {
            return fate.of(order);
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    private TrialResult figures(TrialOrder order) {
        ran.add(order.settings().get("x") + "@" + order.epochs());
        int x = Integer.parseInt(String.valueOf(order.settings().get("x")));
        return TrialResult.of(order, new Figures(10 * x + order.epochs(), 200, x, 100 - x, 7));
    }

    private List<Row> explore(Plan.Method method, String values, Fate fate) throws InterruptedException {
        return explore(method, values, fate, "sources", new AtomicBoolean());
    }

    private List<Row> explore(Plan.Method method, String values, Fate fate, String sources, AtomicBoolean closed)
            throws InterruptedException {
        Plan plan = new Plan(method, OptionalInt.empty(), 1, 2, 2, List.of(Objective.ARENA));
        List<SortedMap<String, String>> trials = plan.trials(Space.of(new TreeMap<>(Map.of("x", values))));
        Explorer explorer = new Explorer(new Runner(2, fate, closed), new Ledger(folder), sources, watcher);
        return explorer.explore(plan, trials, BASE, settings -> Integer.parseInt(settings.get("epochs")));
    }

    @Test
    void finishedTrialsAreNeverRunTwice() throws InterruptedException, IOException {
        List<Row> first = explore(Plan.Method.GRID, "1, 2, 3", this::figures);
        assertThat(ran).containsExactlyInAnyOrder("1@8", "2@8", "3@8");
        assertThat(first).extracting(row -> row.values().get("x")).containsExactly("1", "2", "3");
        ran.clear();
        // The space changed: what is in both is not run again.
        List<Row> second = explore(Plan.Method.GRID, "4, 3, 2", this::figures);
        assertThat(ran).containsExactly("4@8");
        assertThat(second).extracting(row -> row.values().get("x")).containsExactly("4", "3", "2");
        assertThat(second.get(1)).isEqualTo(first.get(2));
        ran.clear();
        // A file that is damaged is a trial that did not end; other data make another trial.
        String name = first.get(0).result().id() + "-8.properties";
        Files.writeString(
                folder.resolve(name), Files.readString(folder.resolve(name)).substring(0, 20));
        explore(Plan.Method.GRID, "1, 2", this::figures);
        assertThat(ran).containsExactly("1@8");
        ran.clear();
        explore(Plan.Method.GRID, "1, 2", this::figures, "others", new AtomicBoolean());
        assertThat(ran).containsExactlyInAnyOrder("1@8", "2@8");
    }

    @Test
    void halvingGoesOnWithTheBest() throws InterruptedException {
        List<Row> rows = explore(Plan.Method.HALVING, "1, 2, 3, 4, 5", this::figures);
        assertThat(said).contains("3 of 5 after 2", "2 of 3 after 4");
        // All are on the front: the most accurate one, the one farthest from it, and the one between.
        assertThat(rows).extracting(row -> row.result().epochs()).containsExactly(8, 2, 4, 2, 8);
        assertThat(ran).hasSize(5 + 3 + 2);
    }

    @Test
    void aTrialThatIsLostRunsAgainAndTheOthersGoOn() throws InterruptedException {
        List<Row> rows = explore(Plan.Method.GRID, "1, 2, 3", order -> {
            if ("2".equals(order.settings().get("x"))) {
                ran.add("2");
                throw new TrialLost("it ended with status 137");
            }
            return figures(order);
        });
        assertThat(ran).containsExactlyInAnyOrder("1@8", "2", "2", "2", "3@8");
        Diagnostic fault = rows.get(1).result().fault().orElseThrow();
        assertThat(fault.code()).isEqualTo(Code.TRIAL_LOST);
        assertThat(fault.toString()).contains("x 2", "died 3 times", "status 137");
        assertThat(said).filteredOn(line -> line.startsWith("lost x 2")).hasSize(2);
        ran.clear();
        // It is tried again by the next start.
        assertThat(explore(Plan.Method.GRID, "2", this::figures).get(0).result().figures())
                .isPresent();
        assertThat(ran).containsExactly("2@8");
    }

    @Test
    void aDiagnosticOfATrialIsARowAndOneOfTheMachineEndsTheExploration() throws InterruptedException {
        Fate unreached = order -> TrialResult.of(order, Diagnostic.error(Code.BUDGET_UNREACHED, "net", "no", "more"));
        List<Row> rows = explore(Plan.Method.GRID, "1, 2", unreached);
        assertThat(rows).allSatisfy(row -> assertThat(row.result().fault()).isPresent());
        Explored explored = new Explored("net", List.of("x"), rows);
        assertThat(explored.front()).isEmpty();
        assertThat(explored.csv()).contains("\n1,8,,,,,,,no,PEX-0703,");
        // It follows from the settings, so it is kept.
        assertThat(explore(Plan.Method.GRID, "1, 2", this::figures)).isEqualTo(rows);

        AtomicBoolean closed = new AtomicBoolean();
        Fate full = order -> TrialResult.of(
                order, Diagnostic.error(Code.CHECKPOINT, "file", "it cannot be written: no space left", "make room"));
        assertThatThrownBy(() -> explore(Plan.Method.GRID, "7, 8, 9", full, "sources", closed))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("PEX-0704")
                .hasMessageContaining("no space left");
        assertThat(closed).isTrue();
    }

    @Test
    void tableAndPageFollowFromTheResults() throws InterruptedException {
        List<Row> rows = explore(Plan.Method.GRID, "1, 2, 3", order -> {
            if ("3".equals(order.settings().get("x"))) {
                return TrialResult.of(order, Diagnostic.error(Code.TRAINING_DIVERGED, "net", "a < b & \"c\"", ""));
            }
            return figures(order);
        });
        Explored explored = new Explored("net", List.of("x"), rows);
        assertThat(explored.table())
                .hasSize(3)
                .element(2, org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .contains("2", "14.00 %");
        assertThat(explored.csv())
                .startsWith("x,epochs,accuracy,correct,samples,arenaBytes,flashBytes,macs,front,code,trial\n"
                        + "1,8,0.0900,18,200,1,99,7,yes,,");
        String page = Page.of(explored);
        assertThat(page).isEqualTo(Page.of(explored));
        assertThat(page).contains("net: a &lt; b &amp; &quot;c&quot;", "PEX-0702", "<svg", "14.00 %");
        assertThat(page).doesNotContain("http", "<script", "NaN", "Infinity");
        assertThat(page.split("<circle", -1)).hasSize(1 + 3 * 2);
    }

    /** All as good as can be: axes still have two ends. */
    @Test
    void aPageOfEqualTrialsHasNoPlaceOutside() throws InterruptedException {
        List<Row> rows = explore(Plan.Method.GRID, "1, 2", order -> TrialResult.of(order, new Figures(5, 5, 0, 0, 0)));
        String page = Page.of(new Explored("net", List.of("x"), rows));
        assertThat(page).contains("100 %").doesNotContain("NaN", "Infinity", "=\"-");
    }

    @Test
    void textsOfOrdersAndResultsAreReadAsTheyWereWritten() {
        TrialOrder order = TrialOrder.of(new TreeMap<>(Map.of("x", "ä = 1\n#2\\", "y", "")), "digest", 5);
        assertThat(TrialOrder.parse(order.toText())).isEqualTo(order);
        TrialResult sound = TrialResult.of(order, new Figures(1, 2, 3, 4, 5));
        assertThat(TrialResult.parse(sound.toText())).isEqualTo(sound);
        TrialResult fault = TrialResult.of(order, Diagnostic.error(Code.VARIANT, "a\tb", "c\nd", ""));
        assertThat(TrialResult.parse(fault.toText())).isEqualTo(fault);
        for (String text : List.of("", "id = x", "samples = -1\nid = x\nepochs = 1", "code = PEX-9999\nepochs = 1")) {
            assertThatThrownBy(() -> TrialResult.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
