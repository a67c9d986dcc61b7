package dev.pex.codesign.data;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A file with one sample.
 *
 * @param name its path in the data set, with '/' between folders
 * @param label the name of its class
 * @param split the split that the data set states
 */
record SourceFile(String name, Path path, String label, Optional<Split> split) {}
