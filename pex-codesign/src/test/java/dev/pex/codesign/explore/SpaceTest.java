package dev.pex.codesign.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.diagnostic.DiagnosticException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How users state what is explored, and which trials follow. */
class SpaceTest {
    private static Space space(String... namesAndValues) {
        SortedMap<String, String> stated = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            stated.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Space.of(stated);
    }

    private static List<String> values(String text) {
        return space("x", text).grid().stream().map(trial -> trial.get("x")).toList();
    }

    private static Plan plan(Plan.Method method, int trials) {
        return new Plan(method, OptionalInt.of(trials), 7, 2, 2, List.of(Objective.ARENA));
    }

    @Test
    void listsAndStepsAreValues() {
        assertThat(values("0.25, 0.50,1, 0.5")).containsExactly("0.25", "0.5", "1");
        assertThat(values("8..32 step 8")).containsExactly("8", "16", "24", "32");
        assertThat(values("500..4000 times 2, 3000")).containsExactly("500", "1000", "2000", "4000", "3000");
        assertThat(values("0.1 .. 0.35 step 0.1")).containsExactly("0.1", "0.2", "0.3");
        assertThat(values("all, none")).containsExactly("all", "none");
        assertThat(values("24x32, 48x64")).containsExactly("24x32", "48x64");
    }

    @Test
    void aGridHasAllCombinationsInOrder() {
        assertThat(space("sram", "1, 2", "width", "0.5, 1").grid())
                .containsExactly(
                        new TreeMap<>(Map.of("sram", "1", "width", "0.5")),
                        new TreeMap<>(Map.of("sram", "1", "width", "1")),
                        new TreeMap<>(Map.of("sram", "2", "width", "0.5")),
                        new TreeMap<>(Map.of("sram", "2", "width", "1")));
    }

    @Test
    void drawnTrialsFollowFromTheSeedAndLieInTheSpace() {
        Space space = space("batch", "16..128", "learningRate", "0.01..0.3 log", "width", "0.5, 1");
        List<SortedMap<String, String>> trials = plan(Plan.Method.RANDOM, 50).trials(space);
        assertThat(trials).hasSize(50).doesNotHaveDuplicates().allSatisfy(trial -> {
            assertThat(Integer.parseInt(trial.get("batch"))).isBetween(16, 128);
            assertThat(Double.parseDouble(trial.get("learningRate"))).isBetween(0.01, 0.3);
            assertThat(trial.get("width")).isIn("0.5", "1");
        });
        assertThat(plan(Plan.Method.RANDOM, 50).trials(space)).isEqualTo(trials);
        assertThat(plan(Plan.Method.RANDOM, 20).trials(space)).isEqualTo(trials.subList(0, 20));
        assertThat(trials.stream().filter(trial -> Double.parseDouble(trial.get("learningRate")) < 0.055))
                .hasSizeBetween(15, 35);
    }

    @Test
    void aSmallSpaceIsDrawnOnce() {
        assertThat(plan(Plan.Method.RANDOM, 50).trials(space("width", "0.5, 1", "depth", "0, 1")))
                .hasSize(4);
    }

    @Test
    void halvingMultipliesEpochsAndDividesTrials() {
        assertThat(plan(Plan.Method.HALVING, 8).rungs(12)).containsExactly(2, 4, 8, 12);
        assertThat(plan(Plan.Method.GRID, 8).rungs(12)).containsExactly(12);
        assertThat(plan(Plan.Method.HALVING, 8).survivors(5)).isEqualTo(3);
        assertThat(plan(Plan.Method.HALVING, 8).survivors(1)).isEqualTo(1);
    }

    @Test
    void mistakesAreSaidByName() {
        for (String text : List.of(
                "",
                "1,,2",
                "3..1",
                "1..2 step",
                "1..2 step 0",
                "1..2 times 1",
                "0..2 log",
                "1..2, 3",
                "0..1 times 2",
                "0..1 step 0.0001")) {
            assertThatThrownBy(() -> space("width", text).grid())
                    .as(text)
                    .isInstanceOf(DiagnosticException.class)
                    .hasMessageContaining("PEX-0301")
                    .hasMessageContaining("pex.codesign.explore.width");
        }
        assertThatThrownBy(() -> space("width", "0.1..1").grid()).hasMessageContaining("method = random");
        assertThatThrownBy(() -> space()).hasMessageContaining("nothing is to be varied");
        assertThatThrownBy(() -> space("a", "1..100 step 1", "b", "1..100 step 1", "c", "1, 2")
                        .grid())
                .hasMessageContaining("more than 10000 trials");
    }
}
