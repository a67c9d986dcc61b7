package dev.pex.maven.batch;

import dev.pex.diagnostic.Diagnostic;
import dev.pex.json.JsonWriter;
import dev.pex.report.Figures;
import java.util.List;

/** The outcomes for many models, as a table for people and as JSON for tools. */
public final class Summary {
    /** Name of the JSON file. */
    public static final String FILE = "pex-summary.json";

    private static final String SCHEMA = "pex-summary/1";

    private Summary() {}

    /** The content of {@link #FILE}: schema pex-summary/1. It has no paths, so it is the same on every machine. */
    public static String json(List<Outcome> outcomes) {
        JsonWriter root = new JsonWriter().beginObject();
        root.put("schema", SCHEMA);
        root.beginArray("models");
        outcomes.forEach(outcome -> describe(outcome, root));
        return root.end().end().document();
    }

    /** One line for each model. */
    public static List<String> table(List<Outcome> outcomes) {
        TextTable table = new TextTable(
                List.of("model", "status", "arena", "layer by layer", "input", "output", "constants", "MACs", "steps"));
        for (Outcome outcome : outcomes) {
            table.add(outcome.figures()
                    .map(Summary::cells)
                    .orElseGet(() -> List.of(outcome.request().name(), "failed", firstCode(outcome))));
        }
        return table.lines();
    }

    private static void describe(Outcome outcome, JsonWriter node) {
        node.beginObject();
        node.put("model", outcome.request().name());
        node.put("file", outcome.request().fileName());
        node.put("status", outcome.isOk() ? "ok" : "failed");
        outcome.figures().ifPresent(figures -> {
            node.put("arenaBytes", figures.arenaBytes());
            node.put("inputBytes", figures.inputBytes());
            node.put("outputBytes", figures.outputBytes());
            node.put("scratchBytes", figures.scratchBytes());
            node.put("weightsBytes", figures.weightsBytes());
            node.put("peakLayerByLayerBytes", figures.peakLayerByLayerBytes());
            node.put("macsNetwork", figures.work().macsNetwork());
            node.put("macsSchedule", figures.work().macsSchedule());
            node.put("steps", figures.work().steps());
        });
        node.beginArray("diagnostics");
        for (Diagnostic diagnostic : outcome.diagnostics()) {
            node.beginObject()
                    .put("code", diagnostic.code().id())
                    .put("severity", diagnostic.severity().name())
                    .put("where", diagnostic.where())
                    .put("what", diagnostic.what())
                    .end();
        }
        node.end();
        outcome.fault().ifPresent(fault -> node.put("internalError", fault.toString()));
        node.end();
    }

    private static List<String> cells(Figures figures) {
        return List.of(
                figures.model(),
                "ok",
                Integer.toString(figures.arenaBytes()),
                Integer.toString(figures.peakLayerByLayerBytes()),
                Integer.toString(figures.inputBytes()),
                Integer.toString(figures.outputBytes()),
                Integer.toString(figures.weightsBytes()),
                Long.toString(figures.work().macsNetwork()),
                Integer.toString(figures.work().steps()));
    }

    private static String firstCode(Outcome outcome) {
        return outcome.diagnostics().stream()
                .filter(d -> d.severity() == Diagnostic.Severity.ERROR)
                .findFirst()
                .map(d -> d.code().id())
                .orElse("-");
    }
}
