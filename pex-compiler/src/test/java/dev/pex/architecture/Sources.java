package dev.pex.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of the repository that the architecture tests read. */
final class Sources {
    /** The root of the repository; tests run in the folder of their module. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final List<String> JAVA_MODULES = List.of(
            "pex-graph",
            "pex-dsl",
            "pex-processor",
            "pex-compiler",
            "pex-cli",
            "pex-maven-plugin",
            "pex-codesign",
            "pex-codesign-hazelcast",
            "pex-codesign-maven-plugin",
            "study");

    private Sources() {}

    /** The Java sources of the main code of all modules, sorted. */
    static List<Path> mainJava() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String module : JAVA_MODULES) {
            files.addAll(below(module + "/src/main/java", ".java"));
        }
        return files;
    }

    /** All files below a folder of the repository whose names have an ending, sorted. */
    static List<Path> below(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
        }
    }
}
