package dev.pex.maven.described;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.Diagnostic.Severity;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.dsl.bridge.ModelBridge;
import dev.pex.dsl.build.ModelRegistry;
import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs the code of models. The code sees the Java library and its own class path, and nothing of Maven or of this plugin. Only
 * bytes, paths and strings cross.
 */
final class ModelLoader implements AutoCloseable {
    private static final String BRIDGE = "dev.pex.dsl.bridge.ModelBridge";

    private final URLClassLoader loader;
    private final Method run;

    /**
     * The result of a model's code.
     *
     * @param message the network as a {@code .pexnet} file
     * @param opened files that the code opened or looked for
     */
    record Result(Bytes message, List<Path> opened) {
        Result {
            opened = List.copyOf(opened);
        }
    }

    /**
     * A loader of a class path with pex-dsl.
     *
     * @throws DiagnosticException when this plugin cannot call that version of pex-dsl
     */
    ModelLoader(List<Path> classPath) {
        loader = new URLClassLoader(
                classPath.stream().map(ModelLoader::url).toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        try {
            Class<?> bridge = loader.loadClass(BRIDGE);
            int version = bridge.getField("VERSION").getInt(null);
            if (version != ModelBridge.VERSION) {
                throw misfit("its interface to builds is version " + version + ", not " + ModelBridge.VERSION);
            }
            run = bridge.getMethod("pexnet", String.class, String.class, Path.class);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw misfit("it has no interface to builds that this plugin knows");
        }
    }

    private static DiagnosticException misfit(String what) {
        return new DiagnosticException(Diagnostic.error(
                Code.DSL_VERSION,
                "pex-dsl on the class path",
                what,
                "give pex-dsl, pex-processor and pex-maven-plugin the same version"));
    }

    /**
     * Runs the code of one model.
     *
     * @throws DiagnosticException when it fails
     */
    Result run(ModelRegistry.Entry model, Path root) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Object[] result = (Object[]) run.invoke(null, model.definition(), model.type(), root);
            List<Diagnostic> diagnostics = Arrays.stream((String[][]) result[2])
                    .map(words ->
                            new Diagnostic(Code.of(words[0]), Severity.valueOf(words[1]), words[2], words[3], words[4]))
                    .toList();
            if (!diagnostics.isEmpty()) {
                throw new DiagnosticException(diagnostics);
            }
            return new Result(Bytes.copyOf((byte[]) result[0]), new ArrayList<>(List.of((Path[]) result[1])));
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the code of " + model.type() + " failed", e.getCause());
        } catch (IllegalAccessException | IllegalArgumentException | ClassCastException e) {
            throw misfit("it does not follow its interface to builds");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a path that is no URL: " + path, e);
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
