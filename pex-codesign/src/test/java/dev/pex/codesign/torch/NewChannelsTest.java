package dev.pex.codesign.torch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.channels.ChannelGroup;
import dev.pex.channels.ChannelGroups;
import dev.pex.channels.Kept;
import dev.pex.codesign.Networks;
import dev.pex.codesign.Shapes;
import dev.pex.codesign.recipe.Recipe;
import dev.pex.codesign.recipe.StepRule;
import dev.pex.codesign.state.FirstState;
import dev.pex.codesign.state.Role;
import dev.pex.codesign.state.TrainingState;
import dev.pex.floatexec.FloatExecutor;
import dev.pex.graph.Graph;
import dev.pex.tensor.Ints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A trained network keeps its outputs when it gets new channels. The float executor computes them; it knows nothing of training. */
class NewChannelsTest {
    private static final Recipe RECIPE =
            Recipe.defaults().withEpochs(2).withBatch(32).withSteps(new StepRule(0.1, 0, 0.9, 5e-4, 0.9));

    private static TrainingState trained = FirstState.random(Networks.residual(), 1);

    @BeforeAll
    static void train() {
        trained = TorchTrainer.epoch(trained, new Shapes(320, 1), RECIPE, 0, Optional.empty(), StepListener.NONE)
                .state();
    }

    private static Kept wider(Graph graph, int more) {
        List<ChannelGroup> groups = ChannelGroups.of(graph);
        return Kept.wider(
                graph, groups, groups.stream().map(g -> g.width() + more).toList());
    }

    private static List<double[]> outputs(TrainingState state) {
        SplittableRandom random = new SplittableRandom(4);
        double[] input = random.doubles(Shapes.SIDE * Shapes.SIDE, -1, 1).toArray();
        return FloatExecutor.run(state.network(), List.of(input));
    }

    @Test
    void newChannelsChangeNoOutput() {
        TrainingState wide = trained.withChannels(wider(trained.graph(), 3), 5);

        assertThat(wide.graph()).isNotEqualTo(trained.graph());
        double[] expected = outputs(trained).get(0);
        double[] found = outputs(wide).get(0);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).isEqualTo(expected[i]);
        }
    }

    @Test
    void theyLearnFromTheFirstStepOn() {
        TrainingState wide = trained.withChannels(wider(trained.graph(), 3), 5);
        TrainingState later = TorchTrainer.epoch(
                        wide, new Shapes(64, 1), RECIPE, 1, Optional.empty(), StepListener.NONE)
                .state();

        wide.values().arrays().forEach((slot, before) -> {
            if (slot.role() == Role.FILTER) {
                float[] after = later.values().at(slot.operator(), Role.FILTER).toArray();
                for (int i = 0; i < after.length; i++) {
                    assertThat(after[i]).as("%s %d", slot, i).isNotEqualTo(before.get(i));
                }
            }
        });
    }

    @Test
    void momentumOfWhatIsNewIsZeroAndTheRestStays() {
        TrainingState wide = trained.withChannels(wider(trained.graph(), 1), 5);

        wide.momentum().arrays().forEach((slot, now) -> {
            float[] before = trained.momentum().at(slot.operator(), slot.role()).toArray();
            List<Float> still = new ArrayList<>();
            for (float value : now.toArray()) {
                if (value != 0) {
                    still.add(value);
                }
            }
            List<Float> moved = new ArrayList<>();
            for (float value : before) {
                if (value != 0) {
                    moved.add(value);
                }
            }
            assertThat(still).as("%s", slot).isEqualTo(moved);
        });
    }

    @Test
    void aGroupMayGrowWhileAnotherShrinks() {
        List<ChannelGroup> groups = ChannelGroups.of(trained.graph());
        List<Ints> units = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            int width = groups.get(g).width();
            units.add(g == 0 ? Ints.copyOf(1, 3) : Ints.copyOf(append(width)));
        }
        TrainingState other = trained.withChannels(Kept.of(trained.graph(), groups, units), 5);

        List<Integer> widths = ChannelGroups.of(other.graph()).stream()
                .map(ChannelGroup::width)
                .toList();
        assertThat(widths.get(0)).isEqualTo(2);
        assertThat(widths.get(1)).isEqualTo(groups.get(1).width() + 1);
    }

    @Test
    void theSeedDecides() {
        Kept kept = wider(trained.graph(), 1);

        assertThat(trained.withChannels(kept, 5)).isEqualTo(trained.withChannels(kept, 5));
        assertThat(trained.withChannels(kept, 5)).isNotEqualTo(trained.withChannels(kept, 6));
    }

    private static int[] append(int width) {
        int[] units = new int[width + 1];
        for (int i = 0; i <= width; i++) {
            units[i] = Math.min(i, width - 1);
        }
        return units;
    }
}
