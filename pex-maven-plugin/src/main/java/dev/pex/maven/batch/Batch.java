package dev.pex.maven.batch;

import dev.pex.compiler.ModelName;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.report.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does the same with many models; a model that fails does not stop the others. */
public final class Batch {
    private Batch() {}

    /** What is done with each model. */
    public interface Action {
        /**
         * Compiles a model and puts the result where it belongs.
         *
         * @throws DiagnosticException for a mistake of the user
         */
        Figures apply(ModelRequest request);
    }

    /** Is told of every model as soon as it is done. */
    public interface Listener {
        void done(Outcome outcome);
    }

    /** Applies the action to each model in order. */
    public static List<Outcome> run(List<ModelRequest> requests, Action action, Listener listener) {
        List<Outcome> outcomes = new ArrayList<>();
        for (ModelRequest request : requests) {
            Outcome outcome = fault(request, requests)
                    .map(d -> Outcome.failed(request, List.of(d)))
                    .orElseGet(() -> attempt(request, action));
            listener.done(outcome);
            outcomes.add(outcome);
        }
        return List.copyOf(outcomes);
    }

    private static Outcome attempt(ModelRequest request, Action action) {
        try {
            return Outcome.ok(request, action.apply(request));
        } catch (DiagnosticException e) {
            return Outcome.failed(request, e.diagnostics());
        } catch (RuntimeException e) {
            return Outcome.broken(request, e);
        }
    }

    private static Optional<Diagnostic> fault(ModelRequest request, List<ModelRequest> all) {
        if (!request.name().equals(ModelName.of(request.name()))) {
            return Optional.of(Diagnostic.error(
                    Code.BAD_PARAMETER,
                    request.fileName(),
                    "'" + request.name() + "' cannot be the name of a model",
                    "names have lower case letters, digits and single underscores, such as "
                            + ModelName.of(request.name())));
        }
        return all.stream()
                .filter(other -> !other.equals(request) && other.name().equals(request.name()))
                .findFirst()
                .map(other -> Diagnostic.error(
                        Code.NAME_CLASH,
                        request.fileName(),
                        other.fileName() + " has the same name, " + request.name(),
                        "rename one file, or list the models and give one another <name>"));
    }
}
