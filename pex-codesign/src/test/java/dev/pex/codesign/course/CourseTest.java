package dev.pex.codesign.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.codesign.Networks;
import dev.pex.codesign.Shapes;
import dev.pex.codesign.prune.Budget;
import dev.pex.codesign.prune.NetworkOracle;
import dev.pex.codesign.prune.PruningPlan;
import dev.pex.codesign.prune.Resource;
import dev.pex.codesign.prune.Strategy;
import dev.pex.codesign.recipe.Recipe;
import dev.pex.codesign.recipe.StepRule;
import dev.pex.codesign.state.FirstState;
import dev.pex.codesign.state.TrainingState;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.floats.FloatNetwork;
import dev.pex.kernel.Target;
import dev.pex.kernel.Tuning;
import dev.pex.oracle.Question;
import dev.pex.plan.InputMode;
import dev.pex.schedule.PartialExecution;
import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole trainings of a small network on drawn shapes. */
class CourseTest {
    private static final FloatNetwork NETWORK = Networks.residual();
    private static final Bytes DATA = Bytes.copyOf("shapes".getBytes(StandardCharsets.US_ASCII));
    private static final Recipe RECIPE =
            Recipe.defaults().withEpochs(8).withBatch(32).withSteps(new StepRule(0.1, 1, 0.9, 5e-4, 0.95));
    private static final NetworkOracle ORACLE = oracle(InputMode.RESIDENT, 1);

    @TempDir
    Path folder;

    private static Setup setup(int samples, Recipe recipe) {
        return new Setup(
                FirstState.random(NETWORK, recipe.seed()),
                new Shapes(samples, 1),
                new Shapes(400, 77),
                DATA,
                recipe,
                Optional.empty(),
                Optional.empty());
    }

    private static Setup pruned(Setup setup, PruningPlan plan) {
        return pruned(setup, plan, ORACLE);
    }

    private static Setup pruned(Setup setup, PruningPlan plan, NetworkOracle oracle) {
        return new Setup(
                setup.start(),
                setup.training(),
                setup.validation(),
                setup.data(),
                setup.recipe(),
                Optional.of(new Setup.Pruning(plan, oracle)),
                setup.teacher());
    }

    private static NetworkOracle oracle(InputMode mode, double growth) {
        return NetworkOracle.of(
                NETWORK,
                List.of(List.of(new double[Shapes.SIDE * Shapes.SIDE])),
                new Question(Tuning.of(Target.GENERIC), mode, PartialExecution.ALL),
                growth);
    }

    @Test
    void aNetworkLearnsAndFitsTheBudgetAfterwards() {
        List<EpochLine> lines = new ArrayList<>();
        Setup dense = setup(1600, RECIPE);
        TrainingState whole = Course.run(dense, Optional.empty(), lines::add).state();
        double learnt = lines.get(lines.size() - 1).accuracy();
        assertThat(learnt).isGreaterThan(0.93);
        int budget = ORACLE.answer(ORACLE.widths()).arenaBytes() / 2;
        Setup narrow = new Setup(
                whole,
                dense.training(),
                dense.validation(),
                DATA,
                RECIPE.withMore(10)
                        .withSteps(RECIPE.steps().withLearningRate(0.05).withWarmUp(0)),
                Optional.of(
                        new Setup.Pruning(new PruningPlan(Strategy.COMPILER, Budget.ofArena(budget), 9, 3, 1), ORACLE)),
                Optional.of(whole));
        Course.run(narrow, Optional.empty(), lines::add);
        EpochLine last = lines.get(lines.size() - 1);
        assertThat(ORACLE.answer(last.widths()).arenaBytes()).isLessThanOrEqualTo(budget);
        assertThat(last.accuracy()).isGreaterThan(learnt - 0.06);
    }

    @Test
    void theSameSetupGivesTheSameNumbers() {
        Setup setup = setup(200, RECIPE.withEpochs(2));
        Finished once = Course.run(setup, Optional.empty(), Progress.NONE);
        assertThat(Course.run(setup, Optional.empty(), Progress.NONE)).isEqualTo(once);
        assertThat(Course.run(setup(200, RECIPE.withEpochs(2).withSeed(2)), Optional.empty(), Progress.NONE))
                .isNotEqualTo(once);
    }

    @Test
    void groupsGrowWhereTheBudgetAllowsIt() {
        NetworkOracle oracle = oracle(InputMode.RESIDENT, 2);
        Budget budget = new Budget(Map.of(
                Resource.ARENA,
                (long) oracle.answer(List.of(16, 48)).arenaBytes(),
                Resource.WORK,
                oracle.answer(List.of(16, 48)).macs()));
        Setup setup =
                pruned(setup(400, RECIPE.withEpochs(4)), new PruningPlan(Strategy.COMPILER, budget, 1, 2, 2), oracle);
        List<EpochLine> lines = new ArrayList<>();

        Course.run(setup, Optional.empty(), lines::add);

        assertThat(lines.get(1).widths()).as("until the last round").containsExactly(16, 32);
        List<Integer> widths = lines.get(3).widths();
        assertThat(budget.holds(oracle.answer(widths))).isTrue();
        assertThat(widths.get(0) + widths.get(1)).isGreaterThan(16 + 32);
    }

    @Test
    void progressHearsOfEveryStep() {
        List<String> heard = new ArrayList<>();
        Course.run(setup(96, RECIPE.withEpochs(2)), Optional.empty(), new Progress() {
            @Override
            public void epoch(EpochLine line) {
                heard.add("epoch " + line.epoch());
            }

            @Override
            public void step(int epoch, int epochs, int done, int steps) {
                heard.add(epoch + "/" + epochs + ": " + done + "/" + steps);
            }
        });
        assertThat(heard)
                .containsExactly(
                        "1/2: 1/3", "1/2: 2/3", "1/2: 3/3", "epoch 1", "2/2: 1/3", "2/2: 2/3", "2/2: 3/3", "epoch 2");
    }

    /** Also between two rounds of pruning, whose scores a checkpoint keeps. */
    @Test
    void anInterruptedTrainingGoesOnAsIfItWasNot() {
        Setup setup = pruned(
                setup(200, RECIPE.withEpochs(4)), new PruningPlan(Strategy.IMPORTANCE, Budget.ofArena(1100), 1, 3, 1));
        Finished whole = Course.run(setup, Optional.empty(), Progress.NONE);
        Path file = folder.resolve("training.safetensors");
        for (int last = 1; last <= 3; last++) {
            int stop = last;
            assertThatThrownBy(() -> Course.run(setup, Optional.of(file), line -> {
                        if (line.epoch() == stop) {
                            throw new IllegalStateException("killed");
                        }
                    }))
                    .hasMessage("killed");
        }
        List<EpochLine> rest = new ArrayList<>();
        assertThat(Course.run(setup, Optional.of(file), rest::add)).isEqualTo(whole);
        assertThat(rest).extracting(EpochLine::epoch).containsExactly(4);
        assertThat(Course.run(setup, Optional.of(file), Progress.NONE)).isEqualTo(whole);
    }

    @Test
    void aCheckpointOfAnotherTrainingIsRefused() {
        Path file = folder.resolve("training.safetensors");
        Course.run(setup(64, RECIPE.withEpochs(1)), Optional.of(file), Progress.NONE);
        assertThatThrownBy(
                        () -> Course.run(setup(64, RECIPE.withEpochs(1).withSeed(9)), Optional.of(file), Progress.NONE))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("PEX-0704")
                .hasMessageContaining("another network or other data");
    }

    /** The compiler's answers depend on the input mode, and so does what is pruned. */
    @Test
    void soIsOneOfAnotherInputMode() {
        Path file = folder.resolve("training.safetensors");
        Setup setup = setup(64, RECIPE.withEpochs(1));
        PruningPlan plan = new PruningPlan(Strategy.UNIFORM, Budget.ofArena(1500), 1, 1, 1);
        Course.run(pruned(setup, plan), Optional.of(file), Progress.NONE);
        Setup other = pruned(setup, plan, oracle(InputMode.STREAMED, 1));
        assertThatThrownBy(() -> Course.run(other, Optional.of(file), Progress.NONE))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("PEX-0704");
    }

    @Test
    void aDamagedCheckpointIsRefused() throws IOException {
        Path file = folder.resolve("training.safetensors");
        Setup setup = setup(64, RECIPE.withEpochs(1));
        Course.run(setup, Optional.of(file), Progress.NONE);
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 7, 100, whole.length / 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Course.run(setup, Optional.of(file), Progress.NONE))
                    .isInstanceOf(DiagnosticException.class)
                    .hasMessageContaining("PEX-0704");
        }
    }

    /** Wherever a bit of the file has changed, nothing goes on with wrong numbers. */
    @Test
    void aFlippedBitIsFound() throws IOException {
        Path file = folder.resolve("training.safetensors");
        Setup setup = setup(64, RECIPE.withEpochs(1));
        Course.run(setup, Optional.of(file), Progress.NONE);
        byte[] whole = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 300; i++) {
            // Half of them in the header, which is a small part of the file.
            int place = random.nextInt(i % 2 == 0 ? whole.length : 3000);
            byte[] damaged = whole.clone();
            damaged[place] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            Files.write(file, damaged);
            assertThatThrownBy(() -> Checkpoint.read(file, setup.digest()))
                    .as("byte %d of %d", place, whole.length)
                    .isInstanceOf(DiagnosticException.class)
                    .hasMessageContaining("PEX-0704");
        }
        Files.write(file, whole);
        assertThat(Checkpoint.read(file, setup.digest())).isPresent();
    }

    @Test
    void aTrainingThatDivergesSaysSo() {
        Recipe wild = RECIPE.withSteps(new StepRule(10, 0, 0.99, 0.9, 0));
        assertThatThrownBy(() -> Course.run(setup(640, wild), Optional.empty(), Progress.NONE))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("PEX-0702")
                .hasMessageContaining("smaller learning rate");
    }

    @Test
    void aBudgetThatNothingReachesSaysSo() {
        Setup setup = pruned(
                setup(64, RECIPE.withEpochs(3)), new PruningPlan(Strategy.COMPILER, Budget.ofArena(200), 1, 1, 1));
        assertThatThrownBy(() -> Course.run(setup, Optional.empty(), Progress.NONE))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("PEX-0703")
                .hasMessageContaining("200 bytes of SRAM");
    }
}
