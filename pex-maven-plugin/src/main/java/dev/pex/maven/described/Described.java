package dev.pex.maven.described;

import dev.pex.maven.batch.ModelRequest;
import java.nio.file.Path;

/**
 * A model that was described in Java.
 *
 * @param request its {@code .pexnet} file and its name
 * @param root the folder that paths in its description count from
 */
public record Described(ModelRequest request, Path root) {}
