package dev.pex.codesign.prune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.channels.ChannelGroup;
import dev.pex.codesign.Networks;
import dev.pex.floats.FloatNetwork;
import dev.pex.kernel.Target;
import dev.pex.kernel.Tuning;
import dev.pex.oracle.Answer;
import dev.pex.oracle.Estimate;
import dev.pex.oracle.Question;
import dev.pex.plan.InputMode;
import dev.pex.schedule.PartialExecution;
import dev.pex.tensor.Ints;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Widths that a search finds, for networks that are formulas, and for one that the compiler judges. */
class CutsTest {
    /** Two maps that are alive together, one that is alone, and one that is never at the peak. */
    private static Estimate formula(List<Integer> widths) {
        long together = 10L * widths.get(0) + 20L * widths.get(1);
        long alone = 25L * widths.get(2);
        long live = Math.max(Math.max(together, alone), widths.get(3));
        return new Estimate(live, widths.stream().mapToLong(width -> width).sum(), 0);
    }

    /** The formula as a judge; plans need more than estimates say: here a quarter and 100 bytes. */
    private static final Judge JUDGE = judge(widths -> {
        int live = (int) formula(widths).liveBytes();
        return new Answer(live * 5 / 4 + 100, live, 0, 0, 0, 0);
    });

    /** The same, with a byte of constants for each unit. */
    private static final Judge JUDGE_WITH_FLASH = judge(widths -> {
        Answer answer = JUDGE.answer(widths);
        int flash = widths.stream().mapToInt(width -> width).sum();
        return new Answer(answer.arenaBytes(), answer.liveBytes(), flash, 0, 0, 0);
    });

    /** Plans by a formula; with little work they need up to two hundredths more. */
    private static Judge judge(Function<List<Integer>, Answer> plans) {
        return new Judge(
                CutsTest::formula,
                widths -> {
                    Answer answer = plans.apply(widths);
                    int more = answer.arenaBytes() * (widths.get(0) % 3) / 100;
                    return new Answer(
                            answer.arenaBytes() + more,
                            answer.liveBytes(),
                            answer.constantBytes(),
                            answer.scheduleBytes(),
                            answer.macs(),
                            answer.steps());
                },
                plans);
    }

    private static List<double[]> scores(long seed, List<Integer> widths) {
        SplittableRandom random = new SplittableRandom(seed);
        List<double[]> scores = new ArrayList<>();
        for (int width : widths) {
            scores.add(random.doubles(width, 0.2, 1).toArray());
        }
        return scores;
    }

    /** Every combination of widths is tried: the search comes close to the best one. */
    @Test
    void theSearchComesCloseToTheBest() {
        List<Integer> most = List.of(16, 12, 12, 8);
        for (long seed = 0; seed < 20; seed++) {
            Losses losses = Losses.of(scores(seed, most));
            Budget budget = Budget.ofArena(120 + 10 * seed);
            List<Integer> found =
                    Cuts.find(Strategy.COMPILER, JUDGE, losses, budget, most).orElseThrow();
            double best = Double.POSITIVE_INFINITY;
            for (int a = 1; a <= 16; a++) {
                for (int b = 1; b <= 12; b++) {
                    for (int c = 1; c <= 12; c++) {
                        List<Integer> widths = List.of(a, b, c, 8);
                        if (budget.holds(formula(widths))) {
                            best = Math.min(best, losses.at(widths));
                        }
                    }
                }
            }
            assertThat(budget.holds(formula(found))).isTrue();
            assertThat(found.get(3)).as("what sets no peak stays whole").isEqualTo(8);
            assertThat(losses.at(found)).as("seed %s, %s", seed, found).isLessThanOrEqualTo(best * 1.05);
        }
    }

    @Test
    void withoutTheCompilerWhatSetsNoPeakGetsNarrowerToo() {
        List<Integer> most = List.of(16, 12, 12, 8);
        Losses losses = Losses.of(scores(1, most));
        for (Strategy strategy : List.of(Strategy.IMPORTANCE, Strategy.UNIFORM)) {
            List<Integer> found = Cuts.find(strategy, JUDGE, losses, Budget.ofArena(150), most)
                    .orElseThrow();
            assertThat(formula(found).liveBytes()).isLessThanOrEqualTo(150);
            assertThat(found.get(3)).as("%s", strategy).isLessThan(8);
        }
    }

    @Test
    void aNetworkThatKeepsToTheBudgetStaysAndNothingIsFoundBelowTheNarrowest() {
        List<Integer> most = List.of(16, 12, 12, 8);
        Losses losses = Losses.of(scores(1, most));
        for (Strategy strategy : Strategy.values()) {
            assertThat(Cuts.find(strategy, JUDGE, losses, Budget.ofArena(400), most))
                    .contains(most);
            assertThat(Cuts.find(strategy, JUDGE, losses, Budget.ofArena(29), most))
                    .isEmpty();
        }
    }

    @Test
    void confirmedWidthsKeepToTheBudgetExactly() {
        List<Integer> most = List.of(16, 12, 12, 8);
        Losses losses = Losses.of(scores(1, most));
        for (Strategy strategy : Strategy.values()) {
            List<Integer> found = Cuts.confirmed(strategy, JUDGE, losses, Budget.ofArena(300), most)
                    .orElseThrow();
            assertThat(JUDGE.answer(found).arenaBytes()).as("%s", strategy).isBetween(200, 300);
            List<Integer> wider = Cuts.refined(JUDGE, losses, Budget.ofArena(300), found, most);
            assertThat(JUDGE.answer(wider).arenaBytes()).isLessThanOrEqualTo(300);
            assertThat(losses.at(wider)).isLessThanOrEqualTo(losses.at(found));
        }
    }

    /** Plans that were placed with little work may even be too low; the widths that are found keep to the budget all the same. */
    @Test
    void theExactAnswerHasTheLastWord() {
        List<Integer> most = List.of(16, 12, 12, 8);
        Losses losses = Losses.of(scores(1, most));
        Judge hopeful = new Judge(
                CutsTest::formula,
                widths -> {
                    int live = (int) formula(widths).liveBytes();
                    return new Answer(live, live, 0, 0, 0, 0);
                },
                JUDGE::answer);
        for (Strategy strategy : Strategy.values()) {
            List<Integer> found = Cuts.confirmed(strategy, hopeful, losses, Budget.ofArena(300), most)
                    .orElseThrow();
            assertThat(JUDGE.answer(found).arenaBytes()).as("%s", strategy).isBetween(200, 300);
            assertThat(Cuts.refined(hopeful, losses, Budget.ofArena(300), found, most))
                    .as("%s: where little work misleads nothing changes", strategy)
                    .isEqualTo(found);
        }
    }

    /** Gaps do not grow evenly: a plan may be far above its estimate where others are not. */
    @Test
    void widthsWithAPlanThatIsTooLargeAreNotAskedForAgain() {
        List<Integer> most = List.of(16, 12, 12, 8);
        Judge uneven = judge(widths -> {
            int live = (int) formula(widths).liveBytes();
            return new Answer(live > 100 ? live + 110 : live, live, 0, 0, 0, 0);
        });
        for (Strategy strategy : Strategy.values()) {
            List<Integer> found = Cuts.confirmed(
                            strategy, uneven, Losses.of(scores(1, most)), Budget.ofArena(210), most)
                    .orElseThrow();
            assertThat(uneven.answer(found).arenaBytes()).as("%s", strategy).isBetween(50, 210);
        }
    }

    @Test
    void severalLimitsHoldTogether() {
        List<Integer> most = List.of(16, 12, 12, 8);
        Budget budget = new Budget(Map.of(Resource.ARENA, 200L, Resource.FLASH, 24L));
        Estimate found = formula(Cuts.find(Strategy.COMPILER, JUDGE, Losses.of(scores(3, most)), budget, most)
                .orElseThrow());
        assertThat(found.liveBytes()).isLessThanOrEqualTo(200);
        assertThat(found.constantBytes()).isBetween(20L, 24L);
    }

    @Test
    void whatSetsNoPeakGrowsUntilAnotherResourceIsUsedUp() {
        List<Integer> start = List.of(6, 4, 5, 8);
        List<Integer> most = List.of(32, 24, 24, 16);
        Losses losses = Losses.of(scores(2, start), most);
        Budget budget = new Budget(Map.of(Resource.ARENA, 300L, Resource.FLASH, 28L));

        List<Integer> found = Cuts.refined(JUDGE_WITH_FLASH, losses, budget, start, most);

        assertThat(budget.holds(JUDGE_WITH_FLASH.answer(found))).isTrue();
        assertThat(found.get(3)).as("never at the peak").isGreaterThan(8);
        assertThat(JUDGE_WITH_FLASH.answer(found).constantBytes()).isEqualTo(28);
        assertThat(losses.at(found)).isNegative();
    }

    @Test
    void newUnitsAreCopiesOfTheLeastValuableOne() {
        Losses losses = Losses.of(List.of(new double[] {0.1, 0.9, 0.5}), List.of(6));

        assertThat(losses.kept(List.of(5))).containsExactly(Ints.copyOf(0, 1, 2, 2, 2));
        assertThat(losses.at(List.of(3))).isZero();
        assertThat(losses.at(List.of(4))).isBetween(-0.1, 0.0);
        assertThat(losses.at(List.of(5)) - losses.at(List.of(4)))
                .as("each adds less")
                .isGreaterThan(losses.at(List.of(4)));
    }

    @Test
    void theMostValuableUnitsStay() {
        Losses losses = Losses.of(List.of(new double[] {0.1, 0.9, 0.5}, new double[] {2, 1}));
        assertThat(losses.kept(List.of(2, 1))).containsExactly(Ints.copyOf(1, 2), Ints.copyOf(0));
        assertThat(losses.at(List.of(3, 2))).isZero();
        assertThat(losses.at(List.of(2, 2))).isEqualTo(0.1);
    }

    @Test
    void anOracleAnswersForWiderNetworksToo() {
        FloatNetwork network = Networks.residual();
        List<List<double[]>> samples =
                List.of(List.of(new double[network.graph().tensor(0).extent().elements()]));
        Question question = new Question(Tuning.of(Target.GENERIC), InputMode.RESIDENT, PartialExecution.ALL);
        NetworkOracle narrow = NetworkOracle.of(network, samples, question);
        NetworkOracle wide = NetworkOracle.of(network, samples, question, 1.5);

        assertThat(wide.widths()).isEqualTo(narrow.widths());
        assertThat(wide.groups()).extracting(ChannelGroup::width).containsExactly(24, 48);
        for (List<Integer> widths : List.of(List.of(16, 32), List.of(3, 7), List.of(16, 1))) {
            assertThat(wide.answer(widths)).isEqualTo(narrow.answer(widths));
            assertThat(wide.estimate(widths)).isEqualTo(narrow.estimate(widths));
        }
        assertThat(wide.answer(List.of(24, 48)).macs())
                .isGreaterThan(2 * narrow.answer(List.of(16, 32)).macs());
    }

    /** The compiler's estimates are those of the int8 network, and its groups are those of the float network. */
    @Test
    void theCompilerJudgesARealNetwork() {
        FloatNetwork network = Networks.residual();
        NetworkOracle oracle = NetworkOracle.of(
                network,
                List.of(List.of(new double[network.graph().tensor(0).extent().elements()])),
                new Question(Tuning.of(Target.GENERIC), InputMode.RESIDENT, PartialExecution.ALL));
        assertThat(oracle.widths()).containsExactly(16, 32);
        Losses losses = Losses.of(scores(5, oracle.widths()));
        List<Integer> found = Cuts.confirmed(
                        Strategy.COMPILER,
                        new Judge(oracle::estimate, oracle::brief, oracle::answer),
                        losses,
                        Budget.ofArena(1000),
                        oracle.widths())
                .orElseThrow();
        assertThat(oracle.answer(found).arenaBytes()).isBetween(800, 1000);
    }
}
