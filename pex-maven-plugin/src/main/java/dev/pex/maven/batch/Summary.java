package dev.pex.maven.batch;

import dev.pex.diagnostic.Diagnostic;
import dev.pex.report.Report;
import java.util.List;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How it went with many models, as a table for people and as JSON for tools. */
public final class Summary {
    /** Name of the JSON file. */
    public static final String FILE = "pex-summary.json";

    private static final String SCHEMA = "pex-summary/1";
    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .defaultPrettyPrinter(
                    new DefaultPrettyPrinter().withObjectIndenter(INDENTER).withArrayIndenter(INDENTER))
            .build();

    private Summary() {}

    /** The content of {@link #FILE}: schema pex-summary/1. It has no paths, so it is the same everywhere. */
    public static String json(List<Outcome> outcomes) {
        ObjectNode root = JSON.createObjectNode();
        root.put("schema", SCHEMA);
        ArrayNode models = root.putArray("models");
        outcomes.forEach(outcome -> describe(outcome, models.addObject()));
        return JSON.writeValueAsString(root) + "\n";
    }

    /** One line for each model. */
    public static List<String> table(List<Outcome> outcomes) {
        TextTable table = new TextTable(
                List.of("model", "status", "arena", "layer by layer", "input", "output", "weights", "MACs", "steps"));
        for (Outcome outcome : outcomes) {
            table.add(outcome.report()
                    .map(Summary::figures)
                    .orElseGet(() -> List.of(outcome.request().name(), "failed", firstCode(outcome))));
        }
        return table.lines();
    }

    private static void describe(Outcome outcome, ObjectNode node) {
        node.put("model", outcome.request().name());
        node.put("file", outcome.request().fileName());
        node.put("status", outcome.isOk() ? "ok" : "failed");
        outcome.report().ifPresent(report -> {
            node.put("arenaBytes", report.arenaBytes());
            node.put("inputBytes", report.inputBytes());
            node.put("outputBytes", report.outputBytes());
            node.put("scratchBytes", report.scratchBytes());
            node.put("weightsBytes", report.weightsBytes());
            node.put("peakLayerByLayerBytes", report.peakLayerByLayerBytes());
            node.put("macsNetwork", report.macsNetwork());
            node.put("macsSchedule", report.macsSchedule());
            node.put("steps", report.steps());
        });
        ArrayNode diagnostics = node.putArray("diagnostics");
        for (Diagnostic diagnostic : outcome.diagnostics()) {
            ObjectNode line = diagnostics.addObject();
            line.put("code", diagnostic.code().id());
            line.put("severity", diagnostic.severity().name());
            line.put("where", diagnostic.where());
            line.put("what", diagnostic.what());
        }
        outcome.fault().ifPresent(fault -> node.put("internalError", fault.toString()));
    }

    private static List<String> figures(Report report) {
        return List.of(
                report.model(),
                "ok",
                Integer.toString(report.arenaBytes()),
                Integer.toString(report.peakLayerByLayerBytes()),
                Integer.toString(report.inputBytes()),
                Integer.toString(report.outputBytes()),
                Integer.toString(report.weightsBytes()),
                Long.toString(report.macsNetwork()),
                Integer.toString(report.steps()));
    }

    private static String firstCode(Outcome outcome) {
        return outcome.diagnostics().stream()
                .filter(d -> d.severity() == Diagnostic.Severity.ERROR)
                .findFirst()
                .map(d -> d.code().id())
                .orElse("-");
    }
}
