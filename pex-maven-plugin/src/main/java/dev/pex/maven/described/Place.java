package dev.pex.maven.described;

import java.nio.file.Path;

/**
 * An element of a project's class path.
 *
 * @param path a jar or a folder of classes; it need not exist
 * @param root the folder that relative paths in the description of its models start from
 */
public record Place(Path path, Path root) {}
