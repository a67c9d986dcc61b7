package dev.pex.maven.described;

import dev.pex.maven.batch.ModelRequest;
import java.nio.file.Path;

/**
 * A model in Java.
 *
 * @param request its {@code .pexnet} file and its name
 * @param root the folder that relative paths in its description start from
 */
public record Described(ModelRequest request, Path root) {}
