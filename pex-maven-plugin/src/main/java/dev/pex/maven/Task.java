package dev.pex.maven;

import dev.pex.compiler.CompilerOptions;
import dev.pex.compiler.ModelSource;

/**
 * What is compiled, and how.
 *
 * @param source the model
 * @param options what the user of the build chose, and where that is silent, the description of the model
 */
record Task(ModelSource source, CompilerOptions options) {}
