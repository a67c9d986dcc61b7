package dev.pex.maven;

import java.nio.file.Path;

/**
 * What the user asks one run of a goal for; independent of Maven. Values are as the user wrote them: a wrong one is a
 * diagnostic of the build that uses it.
 *
 * @param outputFolder the folder that gets one folder for each model
 * @param module the folder that relative paths in descriptions of models start from, except those of models in Java
 */
record Request(
        ModelChoice models,
        CompilerChoice compiler,
        QuantizationChoice quantization,
        LabelChoice labels,
        Path outputFolder,
        Path module) {}
