package dev.pex.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    private static final List<String> KNOWN = List.of("arenaBudget", "io", "model", "models", "outputDirectory");

    @Test
    void theNearestNeedsTheFewestChanges() {
        assertThat(NearestName.of("arenaBugdet", KNOWN)).contains("arenaBudget");
        assertThat(NearestName.of("outputDir", KNOWN)).contains("outputDirectory");
        assertThat(NearestName.of("modles", KNOWN)).contains("models");
        assertThat(NearestName.of("pex.arenabudget", KNOWN)).contains("arenaBudget");
        assertThat(NearestName.of("x", List.of())).isEmpty();
    }

    @Test
    void neighboursAreExchangedInOneChange() {
        assertThat(NearestName.distance("model", "model")).isZero();
        assertThat(NearestName.distance("Model", "pex.model")).isZero();
        assertThat(NearestName.distance("mdoel", "model")).isOne();
        assertThat(NearestName.distance("modell", "model")).isOne();
        assertThat(NearestName.distance("", "io")).isEqualTo(2);
        assertThat(NearestName.distance("abc", "xyz")).isEqualTo(3);
    }
}
