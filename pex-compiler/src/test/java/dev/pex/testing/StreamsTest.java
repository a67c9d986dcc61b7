package dev.pex.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamsTest {
    private static final int POSITIONS = 20_000;
    private static final Map<String, Integer> WEIGHTS = Map.of("a", 1, "b", 2, "c", 5);

    @Test
    void chancesAreInProportionToWeights() {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < POSITIONS; i++) {
            counts.merge(choose(i, List.of("a", "b", "c")), 1, Integer::sum);
        }
        WEIGHTS.forEach((name, weight) -> assertThat(counts.getOrDefault(name, 0) / (double) POSITIONS)
                .as(name)
                .isBetween(weight / 8.0 - 0.015, weight / 8.0 + 0.015));
    }

    @Test
    void anAlternativeThatIsAddedWinsSomeChoicesAndLeavesTheOthers() {
        int won = 0;
        for (int i = 0; i < POSITIONS; i++) {
            String after = choose(i, List.of("a", "b", "c"));
            won += after.equals("b") ? 1 : 0;
            assertThat(after).isIn("b", choose(i, List.of("a", "c")));
        }
        assertThat(won / (double) POSITIONS).isBetween(0.23, 0.27);
    }

    @Test
    void theOrderDoesNotMatter() {
        List<String> names = new ArrayList<>(List.of("a", "b", "c"));
        for (int i = 0; i < 100; i++) {
            String expected = choose(i, names);
            Collections.rotate(names, 1);
            assertThat(choose(i, names)).isEqualTo(expected);
        }
    }

    @Test
    void streamsOfNeighboursAreUnrelated() {
        long first = Streams.of(1, "a").nextLong();
        assertThat(Streams.of(1, "a").nextLong()).isEqualTo(first);
        assertThat(Streams.of(2, "a").nextLong()).isNotEqualTo(first);
        assertThat(Streams.of(1, "b").nextLong()).isNotEqualTo(first);
        assertThat(Streams.of(2, "a").nextLong())
                .isNotEqualTo(Streams.of(1, "b").nextLong());
    }

    private static String choose(long position, List<String> names) {
        return Streams.choose(position, names, name -> name, WEIGHTS::get);
    }
}
