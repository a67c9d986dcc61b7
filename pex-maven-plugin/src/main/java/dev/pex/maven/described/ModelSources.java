package dev.pex.maven.described;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.output.Folders;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Java sources of models that the plugin compiles itself.
 *
 * @param folder the folder with the sources
 * @param name its name in messages
 */
record ModelSources(Path folder, String name) {
    private static final String PROCESSOR = "dev.pex.processor.PexProcessor";

    /** All sources, in the order of their paths; none when there is no such folder. */
    List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(path -> path.toString().endsWith(".java") && Files.isRegularFile(path))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Compiles all sources into a folder, which is emptied first.
     *
     * @throws DiagnosticException when they do not compile; the log has each error then
     */
    void compile(List<Path> classPath, List<Path> processorPath, Path classes, Log log) throws IOException {
        compile(Optional.ofNullable(ToolProvider.getSystemJavaCompiler()), classPath, processorPath, classes, log);
    }

    /**
     * Compiles with a compiler.
     *
     * @param found the compiler; a JRE has none
     */
    void compile(Optional<JavaCompiler> found, List<Path> classPath, List<Path> processorPath, Path classes, Log log)
            throws IOException {
        JavaCompiler compiler =
                found.orElseThrow(() -> fault("this Java has no compiler", "run Maven with a JDK instead of a JRE"));
        Folders.delete(classes);
        Files.createDirectories(classes);
        List<String> options = List.of(
                "-d",
                classes.toString(),
                "-classpath",
                joined(classPath),
                "-processorpath",
                joined(processorPath),
                "-processor",
                PROCESSOR,
                "-encoding",
                "UTF-8",
                "-parameters",
                "-g");
        DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
        boolean compiled;
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(messages, Locale.getDefault(), StandardCharsets.UTF_8)) {
            Iterable<? extends JavaFileObject> units = manager.getJavaFileObjectsFromPaths(files());
            compiled = compiler.getTask(null, manager, messages, options, null, units)
                    .call();
        }
        long errors = messages.getDiagnostics().stream()
                .filter(ModelSources::isError)
                .peek(each -> log.error(line(each)))
                .count();
        messages.getDiagnostics().stream()
                .filter(each -> !isError(each) && each.getKind() != javax.tools.Diagnostic.Kind.NOTE)
                .forEach(each -> log.warn(line(each)));
        if (!compiled) {
            throw fault("javac found " + errors + (errors == 1 ? " error" : " errors"), "see its messages above");
        }
    }

    private DiagnosticException fault(String what, String help) {
        return new DiagnosticException(Diagnostic.error(Code.MODEL_SOURCE, name, what, help));
    }

    private static boolean isError(javax.tools.Diagnostic<?> diagnostic) {
        return diagnostic.getKind() == javax.tools.Diagnostic.Kind.ERROR;
    }

    /** The format of Maven's compiler plugin, in which tools find the place. */
    private static String line(javax.tools.Diagnostic<? extends JavaFileObject> diagnostic) {
        @Nullable JavaFileObject source = diagnostic.getSource();
        String message = diagnostic.getMessage(Locale.getDefault());
        return source == null
                ? message
                : source.getName() + ":[" + diagnostic.getLineNumber() + "," + diagnostic.getColumnNumber() + "] "
                        + message;
    }

    private static String joined(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
