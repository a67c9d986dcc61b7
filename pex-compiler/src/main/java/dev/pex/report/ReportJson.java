package dev.pex.report;

import dev.pex.diagnostic.Diagnostic;
import dev.pex.report.Report.OperatorLine;
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
}
