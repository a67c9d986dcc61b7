package dev.pex.dsl.bridge;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.dsl.DslException;
import dev.pex.dsl.ModelDefinition;
import dev.pex.dsl.ProjectFiles;
import dev.pex.dsl.build.ModelRegistry;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A build calls the code of a model here. The model lies behind another class loader, so the call is by reflection, and
 * only values of classes of the Java library cross.
 */
public final class ModelBridge {
    /** Changes with the parameters and the result of {@link #pexnet}. */
    public static final int VERSION = 1;

    private static final List<String> NOT_USERS = List.of("java.", "javax.", "jdk.", "sun.", "dev.pex.");

    private ModelBridge() {}

    /**
     * Runs the code of a model.
     *
     * @param definition the class that {@link ModelRegistry} lists; the loader of this class loads it
     * @param type the name of the type that the user wrote
     * @param root the folder that relative paths of the model's files start from
     * @return the network as a {@code byte[]} (empty when there are diagnostics); the files that were opened or looked
     *     for, as a {@code Path[]}; and the diagnostics as a {@code String[][]}, each with code, severity, place, fault and
     *     advice
     */
    public static Object[] pexnet(String definition, String type, Path root) {
        ProjectFiles files = new ProjectFiles(root);
        byte[] message = new byte[0];
        List<Diagnostic> diagnostics = List.of();
        try {
            ClassLoader loader = ModelBridge.class.getClassLoader();
            message = ModelRegistry.instance(definition, ModelDefinition.class, loader)
                    .pexnet(files);
        } catch (DiagnosticException e) {
            diagnostics = e.diagnostics();
        } catch (DslException e) {
            diagnostics = List.of(
                    Diagnostic.error(Code.MODEL_CODE, type, String.valueOf(e.getMessage()), "correct the description"));
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            diagnostics = List.of(failure(type, innermost(e)));
        }
        return new Object[] {
            message,
            files.opened().toArray(Path[]::new),
            diagnostics.stream().map(ModelBridge::words).toArray(String[][]::new)
        };
    }

    private static Throwable innermost(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static Diagnostic failure(String type, Throwable thrown) {
        String place = Arrays.stream(thrown.getStackTrace())
                .filter(frame -> NOT_USERS.stream()
                        .noneMatch(prefix -> frame.getClassName().startsWith(prefix)))
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("an unknown place");
        return Diagnostic.error(
                Code.MODEL_CODE, type, thrown + ", at " + place, "the exception comes from the code of the model");
    }

    private static String[] words(Diagnostic diagnostic) {
        return new String[] {
            diagnostic.code().id(),
            diagnostic.severity().name(),
            diagnostic.where(),
            diagnostic.what(),
            diagnostic.help()
        };
    }
}
