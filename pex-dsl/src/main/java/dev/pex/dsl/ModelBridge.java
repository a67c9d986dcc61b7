package dev.pex.dsl;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * How a build calls the code of a model that lies behind another class loader: by reflection, and with nothing but
 * classes of the Java library crossing. Not for users.
 */
public final class ModelBridge {
    /** Changes with what {@link #pexnet} takes or gives. */
    public static final int VERSION = 1;

    private static final List<String> NOT_OF_USERS = List.of("java.", "javax.", "jdk.", "sun.", "dev.pex.");

    private ModelBridge() {}

    /**
     * Runs the code of a model.
     *
     * @param definition the class that {@link ModelRegistry} lists; this class's own loader has it
     * @param type what the user calls it
     * @param root the folder that the paths of its files count from
     * @return the network as a {@code byte[]} (empty when there are diagnostics), the files that were opened or tried as
     *     a {@code Path[]}, and diagnostics as a {@code String[][]}: code, severity, place, fault and advice of each
     */
    public static Object[] pexnet(String definition, String type, Path root) {
        ProjectFiles files = new ProjectFiles(root);
        byte[] message = new byte[0];
        List<Diagnostic> diagnostics = List.of();
        try {
            message =
                    Models.load(definition, ModelBridge.class.getClassLoader()).pexnet(files);
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
                .filter(frame -> NOT_OF_USERS.stream()
                        .noneMatch(prefix -> frame.getClassName().startsWith(prefix)))
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("an unknown place");
        return Diagnostic.error(Code.MODEL_CODE, type, thrown + ", at " + place, "it came from the model's own code");
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
