package dev.pex.codesign.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RecipeTest {
    private static final Recipe RECIPE =
            Recipe.defaults().withEpochs(40).withSteps(new StepRule(0.1, 2, 0.9, 5e-4, 0.99));

    @Test
    void stepsGrowAndThenShrinkToNothing() {
        assertThat(RECIPE.learningRate(0)).isGreaterThan(0).isLessThan(0.01);
        assertThat(RECIPE.learningRate(2)).isCloseTo(0.1, within(1e-12));
        assertThat(RECIPE.learningRate(21)).isCloseTo(0.05, within(1e-12));
        assertThat(RECIPE.learningRate(40)).isCloseTo(0, within(1e-12));
    }

    /** What lost channels needs large steps, which the end of the training before has not. */
    @Test
    void epochsAfterATrainingBeginWithLargeStepsAgain() {
        Recipe more = RECIPE.withMore(20).withSteps(RECIPE.steps().withWarmUp(0).withLearningRate(0.05));

        assertThat(more.epochs()).isEqualTo(60);
        assertThat(more.done()).isEqualTo(40);
        assertThat(more.learningRate(40)).isCloseTo(0.05, within(1e-12));
        assertThat(more.learningRate(50)).isCloseTo(0.025, within(1e-12));
        assertThat(more.learningRate(60)).isCloseTo(0, within(1e-12));
    }

    @Test
    void aTrainingHasAtLeastOneEpoch() {
        assertThatThrownBy(() -> RECIPE.withMore(0)).isInstanceOf(OutOfRange.class);
    }
}
