package dev.pex.processortest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.dsl.ModelDefinition;
import dev.pex.dsl.Models;
import dev.pex.processor.PexProcessor;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/** Models compiled as a build does it: sources and classes are files, and a class loader finds the models. */
final class Compiled {
    private Compiled() {}

    static JavaCompiler javac() {
        return ToolProvider.getSystemJavaCompiler();
    }

    static JavaCompiler eclipse() {
        return new EclipseCompiler();
    }

    /** Compiles sources, which have to be right, into a folder, whose classes they see. */
    static void into(Path folder, JavaCompiler compiler, List<Path> sources) throws IOException {
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
            files.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(folder));
            JavaCompiler.CompilationTask task = compiler.getTask(
                    messages,
                    files,
                    null,
                    List.of(
                            "--release",
                            "17",
                            "-classpath",
                            folder + File.pathSeparator + System.getProperty("java.class.path")),
                    null,
                    files.getJavaFileObjectsFromPaths(sources));
            task.setProcessors(List.of(new PexProcessor()));
            assertThat(task.call()).as(messages.toString()).isTrue();
        }
    }

    /** The models of jars and folders, in the order of their classes' names. */
    static List<ModelDefinition> models(Path... classPath) throws IOException {
        URL[] urls = new URL[classPath.length];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = classPath[i].toUri().toURL();
        }
        return Models.of(new URLClassLoader(urls, Compiled.class.getClassLoader()));
    }

    private static boolean belongsIntoJars(Path file) {
        return Files.isRegularFile(file) && !file.toString().endsWith(".java");
    }

    /** Makes a jar of a folder of classes. */
    static Path jar(Path folder, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(folder)) {
            for (Path file : files.filter(Compiled::belongsIntoJars).sorted().toList()) {
                out.putNextEntry(new JarEntry(folder.relativize(file).toString().replace('\\', '/')));
                out.write(Files.readAllBytes(file));
            }
        }
        return jar;
    }
}
