package dev.pex.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.kernel.Target;
import dev.pex.kernel.Tuning;
import dev.pex.kernel.Variants;
import dev.pex.memory.RigidGroups.AllowedOverlap;
import dev.pex.oracle.PeakOracle;
import dev.pex.oracle.Question;
import dev.pex.placement.Block;
import dev.pex.placement.Limits;
import dev.pex.plan.InputMode;
import dev.pex.plan.Plan;
import dev.pex.planning.FoundPlan;
import dev.pex.planning.PlanSearch;
import dev.pex.schedule.PartialExecution;
import dev.pex.testing.Goldens;
import dev.pex.testing.RandomNetworks;
import dev.pex.verify.Verifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollingRowsTest {
    private static final long FIRST = Long.getLong("pex.test.seed", 0);
    private static final int NETWORKS = Integer.getInteger("pex.test.cases", 60) / 4;
    private static final int BYTES = 10;

    /** A row of a tensor with its first and last step. */
    private static RowBlock row(int aliasSet, int row, int first, int last) {
        return new RowBlock(aliasSet, row, 1, 0, first, last, BYTES, BYTES, 1, "");
    }

    /** A producer of two rows for each row of its reader: twelve rows and six, of which three and two are live together. */
    private static List<RowBlock> pace() {
        List<RowBlock> rows = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            rows.add(row(0, i, 2 * i, 2 * i + 5));
        }
        for (int i = 0; i < 6; i++) {
            rows.add(row(1, i, 4 * i + 3, 4 * i + 9));
        }
        return rows;
    }

    private static List<Block> rolled(List<RowBlock> rows, int cycles) {
        RigidGroups groups = new RigidGroups(rows, Rooms.of(rows, 0));
        RollingRows.tie(groups, rows, cycles);
        return groups.blocks();
    }

    @Test
    void theSamePaceGivesEachTensorItsPeriod() {
        List<Block> blocks = rolled(pace(), 3);

        // Six places for the rows of the fast tensor and three for those of the slow one, two rows in each.
        assertThat(blocks).hasSize(6 + 3);
        assertThat(blocks).allSatisfy(block -> assertThat(block.rectangles()).hasSize(2));
        assertThat(blocks).allSatisfy(block -> assertThat(block.height()).isEqualTo(BYTES));
    }

    @Test
    void rowsThatAreLiveTogetherAreNotTied() {
        // After one cycle the next two rows of the fast tensor are still live, and so is the next of the slow one.
        assertThat(rolled(pace(), 1)).hasSize(12 + 6);
    }

    @Test
    void tensorsOfOtherTimesHaveAPaceOfTheirOwn() {
        List<RowBlock> rows = pace();
        for (int i = 0; i < 4; i++) {
            rows.add(row(2, i, 1000 + i, 1000 + i));
        }

        assertThat(rolled(rows, 3)).hasSize(6 + 3 + 3);
    }

    @Test
    void tieIfAllowedKeepsApartWhatIsLiveTogetherThroughOthers() {
        List<RowBlock> rows = List.of(row(0, 0, 0, 1), row(0, 1, 4, 5), row(1, 0, 4, 4));
        RigidGroups groups = new RigidGroups(rows, Rooms.of(rows, 0));
        groups.tie(0, 2, 0);
        groups.tieIfAllowed(0, 1, 0);
        assertThat(groups.blocks()).hasSize(2);

        groups.allow(new AllowedOverlap(4, 1, 2, 0));
        groups.tieIfAllowed(0, 1, 0);
        assertThat(groups.blocks()).hasSize(1);
    }

    @Test
    void mixedWidthsLeaveFewerGaps() throws IOException {
        Graph whole = Goldens.read(Goldens.inRepository("zoo/ds_cnn.tflite"));
        Question question = new Question(Tuning.of(Target.GENERIC), InputMode.STREAMED, PartialExecution.ALL);
        Graph graph = PeakOracle.of(whole, question).narrowed(List.of(30, 24, 30, 25, 29));
        FoundPlan found = PlanSearch.of(graph, Target.GENERIC).smallest(InputMode.STREAMED, PartialExecution.ALL);
        Variants variants = Variants.of(graph, Tuning.of(Target.GENERIC)).withoutScratch();
        Arrangements usual = Arrangements.of(graph, found.schedule().schedule(), variants);
        usual.improve(Limits.standard());

        assertThat(found.plan().arenaBytes()).isLessThan(usual.plan().arenaBytes() * 95 / 100);
        Verifier.verify(graph, found.plan());
    }

    @Test
    void plansThatRollAreValidAndNeverLarger() {
        for (long seed = FIRST; seed < FIRST + NETWORKS; seed++) {
            Graph graph = RandomNetworks.next(seed);
            FoundPlan found = PlanSearch.of(graph, Target.GENERIC).smallest(InputMode.STREAMED, PartialExecution.ALL);
            Variants variants = Variants.of(graph, Tuning.of(Target.GENERIC)).withoutScratch();
            Arrangements arrangements = Arrangements.of(graph, found.schedule().schedule(), variants);
            int before = arrangements.plan().arenaBytes();
            arrangements.roll(new Limits(100_000, 100_000));
            Plan after = arrangements.plan();

            assertThat(after.arenaBytes()).as("seed %d", seed).isLessThanOrEqualTo(before);
            Verifier.verify(graph, after);
        }
    }
}
