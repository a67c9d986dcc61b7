package dev.pex.maven;

import dev.pex.compiler.CompilerOptions;
import dev.pex.compiler.ModelSource;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is compiled, and how.
 *
 * @param source the model
 * @param options what the user of the build chose, and where that is silent, the description of the model
 */
record Task(ModelSource source, CompilerOptions options) {

    /** Whatever two executions could choose differently for a model, by the parameter that says it. */
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
