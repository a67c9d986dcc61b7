package dev.pex.report;

import dev.pex.diagnostic.Diagnostic;
import dev.pex.json.JsonWriter;
import dev.pex.report.Report.EstimateLine;
import dev.pex.report.Report.OperatorLine;
import dev.pex.report.Report.PeakLine;
import dev.pex.report.Report.SegmentLine;

/** A report as JSON of the schema {@code pex-report/1}; docs/REPORT.md describes it. */
public final class ReportJson {
    private ReportJson() {}

    /** A pretty-printed document that ends in a line feed. */
    public static String of(Report report) {
        JsonWriter root = new JsonWriter().beginObject();
        root.put("schema", "pex-report/1");
        figures(root, report);
        choices(root, report);
        root.beginObject("bottleneck")
                .put("operator", report.arena().bottleneck().operator())
                .put("kind", report.arena().bottleneck().kind())
                .put("name", report.arena().bottleneck().name())
                .put("bytes", report.arena().bottleneck().bytes())
                .end();
        operators(root, report);
        root.beginArray("labels");
        report.labels().forEach(root::add);
        root.end();
        root.beginArray("diagnostics");
        for (Diagnostic d : report.diagnostics()) {
            root.beginObject()
                    .put("code", d.code().id())
                    .put("severity", d.severity().name())
                    .put("where", d.where())
                    .put("what", d.what())
                    .put("help", d.help())
                    .end();
        }
        return root.end().end().document();
    }

    private static void figures(JsonWriter root, Report report) {
        root.put("pexVersion", report.settings().pexVersion());
        root.put("model", report.model());
        root.put("target", report.settings().target());
        root.put("optimize", report.settings().optimize());
        root.put("inputMode", report.settings().inputMode());
        root.put("partialExecution", report.settings().partialExecution());
        root.put("arenaBytes", report.arenaBytes());
        root.put("liveBytes", report.arena().liveBytes());
        root.put("inputBytes", report.arena().inputBytes());
        root.put("outputBytes", report.arena().outputBytes());
        root.put("scratchBytes", report.arena().scratchBytes());
        root.put("weightsBytes", report.memory().weightsBytes());
        root.put("plainWeightsBytes", report.memory().plainWeightsBytes());
        root.put("peakLayerByLayerBytes", report.alternatives().layerByLayerBytes());
        root.put("orderPeakBytes", report.alternatives().orderPeakBytes());
        root.put("orderLowerBoundBytes", report.alternatives().orderLowerBoundBytes());
        root.put("peakChannelsBytes", report.alternatives().channelsBytes());
        root.put("lowerBoundBytes", report.arena().lowerBoundBytes());
        root.put("scheduleFlashBytes", report.memory().scheduleFlashBytes());
        root.put("stateBytes", report.memory().stateBytes());
        root.put("stackBytes", report.memory().stackBytes());
        root.put("macsNetwork", report.work().macsNetwork());
        root.put("macsSchedule", report.work().macsSchedule());
        root.put("steps", report.work().steps());
    }

    private static void choices(JsonWriter root, Report report) {
        root.beginArray("segments");
        for (SegmentLine line : report.segments()) {
            root.beginObject()
                    .put("first", line.first())
                    .put("last", line.last())
                    .put("operators", line.operators())
                    .put("parts", line.parts())
                    .put("liveBytes", line.liveBytes())
                    .end();
        }
        root.end();
        root.beginArray("peaks");
        for (PeakLine line : report.alternatives().peaks()) {
            root.beginObject()
                    .put("inputMode", line.inputMode())
                    .put("partialExecution", line.partialExecution())
                    .put("arenaBytes", line.arenaBytes())
                    .end();
        }
        root.end();
        root.beginArray("estimates");
        for (EstimateLine line : report.alternatives().estimates()) {
            root.beginObject()
                    .put("change", line.change())
                    .put("eighths", line.eighths())
                    .put("network", line.network())
                    .put("arenaBytes", line.arenaBytes())
                    .end();
        }
        root.end();
    }

    private static void operators(JsonWriter root, Report report) {
        root.beginArray("operators");
        for (OperatorLine line : report.operators()) {
            root.beginObject()
                    .put("operator", line.operator())
                    .put("kind", line.kind())
                    .put("name", line.name())
                    .put("output", line.output())
                    .put("macs", line.macs())
                    .put("weightsBytes", line.weightsBytes())
                    .put("liveBytes", line.liveBytes())
                    .put("steps", line.steps())
                    .end();
        }
        root.end();
    }
}
