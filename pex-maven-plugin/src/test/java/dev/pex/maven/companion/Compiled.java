package dev.pex.maven.companion;

import dev.pex.tensor.Bytes;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A companion as the build of a user has it: files in folders, classes of the main root without any class path, those of
 * the test root with pex-compiler.
 */
final class Compiled implements AutoCloseable {
    private final Path main;
    private final Path test;
    private final List<URLClassLoader> loaders = new ArrayList<>();

    private Compiled(Path main, Path test) {
        this.main = main;
        this.test = test;
    }

    static Compiled of(SortedMap<String, Bytes> files, Path folder) throws IOException {
        for (Map.Entry<String, Bytes> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue().toArray());
        }
        Path main = Files.createDirectories(folder.resolve("classes"));
        Path test = Files.createDirectories(folder.resolve("test-classes"));
        javac(sources(folder.resolve(CompanionNames.MAIN)), main, List.of("--release", "8", "-cp", main.toString()));
        if (Files.isDirectory(folder.resolve(CompanionNames.TEST))) {
            String classPath = main + File.pathSeparator + System.getProperty("java.class.path");
            javac(sources(folder.resolve(CompanionNames.TEST)), test, List.of("-cp", classPath));
        }
        return new Compiled(main, test);
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile).toList();
        }
    }

    /** A warning of the user's compiler in generated code is a nuisance, so none is allowed. */
    private static void javac(List<Path> sources, Path classes, List<String> more) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = new ArrayList<>(List.of(
                "-d", classes.toString(), "-Xlint:all,-options,-classfile,-processing", "-Werror", "-proc:none"));
        options.addAll(List.of("-encoding", "US-ASCII"));
        options.addAll(more);
        StringWriter log = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            log, manager, null, options, null, manager.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!compiled) {
                throw new IllegalArgumentException(log.toString());
            }
        }
    }

    /** A class of constants; nothing else but Java is there. */
    Class<?> constants(String name) throws ClassNotFoundException {
        return load(name, ClassLoader.getPlatformClassLoader(), main);
    }

    /** A new runner, with the resources beside it as they are now. */
    Object runner(String name, Path folder) throws ReflectiveOperationException {
        Path resources = folder.resolve(CompanionNames.RESOURCES);
        return load(name, Compiled.class.getClassLoader(), main, test, resources)
                .getConstructor()
                .newInstance();
    }

    private Class<?> load(String name, ClassLoader parent, Path... places) throws ClassNotFoundException {
        URLClassLoader loader =
                new URLClassLoader(Stream.of(places).map(Compiled::url).toArray(URL[]::new), parent);
        loaders.add(loader);
        return loader.loadClass(name);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (URLClassLoader loader : loaders) {
            loader.close();
        }
    }
}
