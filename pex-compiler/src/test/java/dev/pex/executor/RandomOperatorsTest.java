package dev.pex.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.executor.RandomOperators.Kind;
import dev.pex.graph.Graph;
import dev.pex.operator.OperatorKind;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RandomOperatorsTest {
    @Test
    void everyOperatorIsProduced() {
        Set<OperatorKind> produced = EnumSet.noneOf(OperatorKind.class);
        SplittableRandom random = new SplittableRandom(1);
        for (Kind kind : Kind.values()) {
            Graph graph = RandomOperators.next(kind, random);
            assertThat(graph.name()).isEqualTo(kind.identifier());
            produced.add(graph.operators().get(0).kind());
        }
        assertThat(produced).isEqualTo(EnumSet.complementOf(EnumSet.of(OperatorKind.CUSTOM)));
    }

    /** What one operator draws follows from the seed and its name. */
    @Test
    void operatorsDoNotDependOnOneAnother() {
        SplittableRandom first = new SplittableRandom(3);
        SplittableRandom second = new SplittableRandom(3);
        for (Kind kind : Kind.values()) {
            RandomOperators.next(Kind.CONV_2D, first);
            RandomOperators.next(kind, second);
            assertThat(RandomOperators.next(Kind.SOFTMAX, first)).isEqualTo(RandomOperators.next(Kind.SOFTMAX, second));
        }
    }

    @Test
    void sameSeedGivesTheSameNetworks() {
        SplittableRandom first = new SplittableRandom(2);
        SplittableRandom second = new SplittableRandom(2);
        for (int i = 0; i < 200; i++) {
            assertThat(RandomOperators.next(first)).isEqualTo(RandomOperators.next(second));
        }
    }
}
