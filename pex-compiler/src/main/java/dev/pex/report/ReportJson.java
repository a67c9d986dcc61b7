package dev.pex.report;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.report.Report.OperatorLine;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A report as JSON of the schema {@code pex-report/1}; docs/REPORT.md describes it. */
public final class ReportJson {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private ReportJson() {}

    /** A pretty-printed document that ends in a line feed. */
    public static String of(Report report) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema", "pex-report/1");
        root.put("pexVersion", report.pexVersion());
        root.put("model", report.model());
        root.put("target", report.target());
        root.put("arenaBytes", report.arenaBytes());
        root.put("liveBytes", report.liveBytes());
        root.put("inputBytes", report.inputBytes());
        root.put("outputBytes", report.outputBytes());
        root.put("scratchBytes", report.scratchBytes());
        root.put("weightsBytes", report.weightsBytes());
        root.put("peakLayerByLayerBytes", report.peakLayerByLayerBytes());
        root.put("macsNetwork", report.macsNetwork());
        root.put("macsSchedule", report.macsSchedule());
        root.put("steps", report.steps());
        root.putObject("bottleneck")
                .put("operator", report.bottleneck().operator())
                .put("kind", report.bottleneck().kind())
                .put("name", report.bottleneck().name())
                .put("bytes", report.bottleneck().bytes());
        ArrayNode operators = root.putArray("operators");
        for (OperatorLine line : report.operators()) {
            ObjectNode o = operators.addObject();
            o.put("operator", line.operator()).put("kind", line.kind()).put("name", line.name());
            ArrayNode shape = o.putArray("output");
            line.output().forEach(shape::add);
            o.put("macs", line.macs())
                    .put("weightsBytes", line.weightsBytes())
                    .put("liveBytes", line.liveBytes())
                    .put("steps", line.steps());
        }
        ArrayNode diagnostics = root.putArray("diagnostics");
        for (Diagnostic d : report.diagnostics()) {
            diagnostics
                    .addObject()
                    .put("code", d.code().id())
                    .put("severity", d.severity().name())
                    .put("where", d.where())
                    .put("what", d.what())
                    .put("help", d.help());
        }
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root).replace(System.lineSeparator(), "\n")
                + "\n";
    }

    /** The report that {@link #of} wrote. */
    public static Report parse(String text) {
        JsonNode root = MAPPER.readTree(text);
        JsonNode bottleneck = root.get("bottleneck");
        List<OperatorLine> operators = new ArrayList<>();
        for (JsonNode o : root.get("operators")) {
            List<Integer> output = new ArrayList<>();
            o.get("output").forEach(size -> output.add(size.intValue()));
            operators.add(new OperatorLine(
                    o.get("operator").intValue(),
                    o.get("kind").stringValue(),
                    o.get("name").stringValue(),
                    output,
                    o.get("macs").longValue(),
                    o.get("weightsBytes").intValue(),
                    o.get("liveBytes").intValue(),
                    o.get("steps").intValue()));
        }
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (JsonNode d : root.get("diagnostics")) {
            diagnostics.add(new Diagnostic(
                    Code.of(d.get("code").stringValue()),
                    Diagnostic.Severity.valueOf(d.get("severity").stringValue()),
                    d.get("where").stringValue(),
                    d.get("what").stringValue(),
                    d.get("help").stringValue()));
        }
        return new Report(
                root.get("pexVersion").stringValue(),
                root.get("model").stringValue(),
                root.get("target").stringValue(),
                root.get("arenaBytes").intValue(),
                root.get("liveBytes").intValue(),
                root.get("inputBytes").intValue(),
                root.get("outputBytes").intValue(),
                root.get("scratchBytes").intValue(),
                root.get("weightsBytes").intValue(),
                root.get("peakLayerByLayerBytes").intValue(),
                root.get("macsNetwork").longValue(),
                root.get("macsSchedule").longValue(),
                root.get("steps").intValue(),
                new Report.Bottleneck(
                        bottleneck.get("operator").intValue(),
                        bottleneck.get("kind").stringValue(),
                        bottleneck.get("name").stringValue(),
                        bottleneck.get("bytes").intValue()),
                operators,
                diagnostics);
    }
}
