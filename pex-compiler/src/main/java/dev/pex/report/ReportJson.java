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
        root.put("pexVersion", report.pexVersion());
        root.put("model", report.model());
        root.put("target", report.target());
        root.put("optimize", report.optimize());
        root.put("inputMode", report.inputMode());
        root.put("partialExecution", report.partialExecution());
        root.put("arenaBytes", report.arenaBytes());
        root.put("liveBytes", report.liveBytes());
        root.put("inputBytes", report.inputBytes());
        root.put("outputBytes", report.outputBytes());
        root.put("scratchBytes", report.scratchBytes());
        root.put("weightsBytes", report.weightsBytes());
        root.put("plainWeightsBytes", report.plainWeightsBytes());
        root.put("peakLayerByLayerBytes", report.peakLayerByLayerBytes());
        root.put("orderPeakBytes", report.orderPeakBytes());
        root.put("orderLowerBoundBytes", report.orderLowerBoundBytes());
        root.put("peakChannelsBytes", report.peakChannelsBytes());
        root.put("lowerBoundBytes", report.lowerBoundBytes());
        root.put("scheduleFlashBytes", report.scheduleFlashBytes());
        root.put("stateBytes", report.stateBytes());
        root.put("stackBytes", report.stackBytes());
        root.put("macsNetwork", report.macsNetwork());
        root.put("macsSchedule", report.macsSchedule());
        root.put("steps", report.steps());
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
        for (PeakLine line : report.peaks()) {
            root.beginObject()
                    .put("inputMode", line.inputMode())
                    .put("partialExecution", line.partialExecution())
                    .put("arenaBytes", line.arenaBytes())
                    .end();
        }
        root.end();
        root.beginArray("estimates");
        for (EstimateLine line : report.estimates()) {
            root.beginObject()
                    .put("change", line.change())
                    .put("eighths", line.eighths())
                    .put("network", line.network())
                    .put("arenaBytes", line.arenaBytes())
                    .end();
        }
        root.end();
        root.beginObject("bottleneck")
                .put("operator", report.bottleneck().operator())
                .put("kind", report.bottleneck().kind())
                .put("name", report.bottleneck().name())
                .put("bytes", report.bottleneck().bytes())
                .end();
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
}
