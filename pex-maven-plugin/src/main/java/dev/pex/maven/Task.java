package dev.pex.maven;

import dev.pex.compiler.CompilerOptions;
import dev.pex.compiler.ModelSource;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model to compile, with its options.
 *
 * @param source the model
 * @param options those of the build, completed by those of the model's description
 */
record Task(ModelSource source, CompilerOptions options) {

    /** All options that two executions can set differently for a model, by the name of the parameter. */
    SortedMap<String, String> choices() {
        SortedMap<String, String> choices = new TreeMap<>();
        choices.put("target", options.target().id());
        choices.put("optimize", options.optimize().toString());
        choices.put("io", options.io().toString());
        choices.put("inputMode", options.inputMode().toString());
        choices.put("partialExecution", options.partialExecution().toString());
        choices.put("arenaBudget", options.arenaBudget().toString());
        choices.put("labels", source.labels().toString());
        source.quantizing().ifPresent(quantizing -> {
            choices.put("calibration", quantizing.data().location());
            choices.put("calibrationMethod", quantizing.options().ranges().toString());
            choices.put("equalize", Boolean.toString(quantizing.options().equalize()));
        });
        return choices;
    }
}
