package dev.pex.codesign.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Which networks nothing surpasses, and which go on. */
class FrontTest {
    private static final Front ARENA = new Front(List.of(Objective.ARENA));

    private static Figures figures(int correct, long arena) {
        return new Figures(correct, 100, arena, 10, 10);
    }

    @Test
    void aNetworkIsSurpassedByOneThatIsNowhereWorse() {
        assertThat(ARENA.isSurpassed(figures(80, 100), figures(80, 99))).isTrue();
        assertThat(ARENA.isSurpassed(figures(80, 100), figures(81, 100))).isTrue();
        assertThat(ARENA.isSurpassed(figures(80, 100), figures(80, 100))).isFalse();
        assertThat(ARENA.isSurpassed(figures(80, 100), figures(90, 101))).isFalse();
    }

    @Test
    void smallNetworksGoOnBesideAccurateOnes() {
        List<Figures> all =
                List.of(figures(90, 1000), figures(89, 990), figures(88, 980), figures(60, 100), figures(59, 2000));
        assertThat(ARENA.best(all, 1)).containsExactly(0);
        assertThat(ARENA.best(all, 2)).containsExactly(0, 3);
        assertThat(ARENA.best(all, 4)).containsExactly(0, 1, 2, 3);
        assertThat(ARENA.best(all, 9)).containsExactly(0, 1, 2, 3, 4);
    }

    /** Of each seed: what goes on is no worse than what does not. */
    @Test
    void nobodyGoesOnWhomSomebodySurpassesThatDoesNot() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Front front = new Front(List.of(Objective.ARENA, Objective.MACS));
            List<Figures> all = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                all.add(new Figures(random.nextInt(20), 20, random.nextInt(10), 1, random.nextInt(10)));
            }
            int count = 1 + random.nextInt(12);
            List<Integer> best = front.best(all, count);
            assertThat(best).as("seed " + seed).hasSize(count).doesNotHaveDuplicates();
            for (int i = 0; i < all.size(); i++) {
                for (int j : best) {
                    assertThat(!best.contains(i) && front.isSurpassed(all.get(j), all.get(i)))
                            .as("seed " + seed)
                            .isFalse();
                }
            }
        }
    }
}
