package dev.pex.maven.batch;

import dev.pex.diagnostic.Diagnostic;
import dev.pex.report.Figures;
import java.util.List;
import java.util.Optional;

/**
 * The outcome for one model.
 *
 * @param request the model
 * @param figures present when the model was compiled, now or by an earlier build
 * @param diagnostics all diagnostics for the user
 * @param fault a fault of Pex itself, not of the user
 */
public record Outcome(
        ModelRequest request,
        Optional<Figures> figures,
        List<Diagnostic> diagnostics,
        Optional<RuntimeException> fault) {
    public Outcome {
        diagnostics = diagnostics.stream().map(each -> located(each, request)).toList();
    }

    static Outcome ok(ModelRequest request, Figures figures) {
        return new Outcome(request, Optional.of(figures), figures.diagnostics(), Optional.empty());
    }

    static Outcome failed(ModelRequest request, List<Diagnostic> diagnostics) {
        return new Outcome(request, Optional.empty(), diagnostics, Optional.empty());
    }

    static Outcome broken(ModelRequest request, RuntimeException fault) {
        return new Outcome(request, Optional.empty(), List.of(), Optional.of(fault));
    }

    /** Prefixed with the name of the file: the user knows files, not the names made from them. */
    private static Diagnostic located(Diagnostic diagnostic, ModelRequest request) {
        String where = diagnostic.where();
        String file = request.fileName();
        if (where.startsWith(file)) {
            return diagnostic;
        }
        String rest = where.equals(request.name()) ? "" : where.replaceFirst("^" + request.name() + "\\b", "");
        String place = rest.isEmpty() || !rest.equals(where) ? file + rest : file + ", " + where;
        return new Diagnostic(diagnostic.code(), diagnostic.severity(), place, diagnostic.what(), diagnostic.help());
    }

    public boolean isOk() {
        return figures.isPresent();
    }
}
