package dev.pex.dsl;

import dev.pex.dsl.weights.WeightLayout;
import java.util.List;
import java.util.OptionalLong;

/**
 * The settings of a model, apart from its layers.
 *
 * @param name a C identifier in lower case
 * @param weights a file of the project; empty when the description names the source of the weights
 * @param layout the order of the dimensions of weights in that file
 * @param randomSeed with a seed, weights are random
 * @param target the core to compile for; empty for that of the build
 * @param arenaBudget the most bytes that the arena may take; 0 for the budget of the build
 * @param labels labels of an output's classes; may be empty
 * @param calibration a folder of the project with calibration data; empty for none
 */
public record ModelSettings(
        String name,
        String weights,
        WeightLayout layout,
        OptionalLong randomSeed,
        String target,
        long arenaBudget,
        List<String> labels,
        String calibration) {
    public ModelSettings {
        labels = List.copyOf(labels);
    }

    /** Settings with a name only. */
    public static ModelSettings named(String name) {
        return new ModelSettings(name, "", WeightLayout.TFLITE, OptionalLong.empty(), "", 0, List.of(), "");
    }

    public ModelSettings weights(String changed, WeightLayout changedLayout) {
        return new ModelSettings(name, changed, changedLayout, randomSeed, target, arenaBudget, labels, calibration);
    }

    public ModelSettings randomWeights(long seed) {
        OptionalLong changed = OptionalLong.of(seed);
        return new ModelSettings(name, weights, layout, changed, target, arenaBudget, labels, calibration);
    }

    public ModelSettings target(String changed) {
        return new ModelSettings(name, weights, layout, randomSeed, changed, arenaBudget, labels, calibration);
    }

    public ModelSettings arenaBudget(long changed) {
        return new ModelSettings(name, weights, layout, randomSeed, target, changed, labels, calibration);
    }

    public ModelSettings labels(String... changed) {
        List<String> list = List.of(changed);
        return new ModelSettings(name, weights, layout, randomSeed, target, arenaBudget, list, calibration);
    }

    public ModelSettings calibration(String changed) {
        return new ModelSettings(name, weights, layout, randomSeed, target, arenaBudget, labels, changed);
    }
}
