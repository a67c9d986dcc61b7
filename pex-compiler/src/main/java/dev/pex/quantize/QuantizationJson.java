package dev.pex.quantize;

import dev.pex.json.JsonWriter;
import dev.pex.quantize.QuantizationReport.LayerLine;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** A quantisation report as JSON of the schema {@code pex-quantisation/1}; docs/QUANTISATION.md describes it. */
public final class QuantizationJson {
    private static final int DECIMALS = 2;

    private QuantizationJson() {}

    /** A pretty-printed document that ends in a line feed. */
    public static String of(QuantizationReport report) {
        JsonWriter root = new JsonWriter().beginObject();
        root.put("schema", "pex-quantisation/1");
        root.put("model", report.model());
        root.put("method", QuantizationText.how(report.options()));
        root.put("samples", report.samples());
        report.heldOut().ifPresent(count -> root.put("heldOut", count));
        root.beginArray("layers");
        for (LayerLine line : report.layers()) {
            root.beginObject().put("operator", line.operator()).put("name", line.name());
            root.put("scale", new BigDecimal(Float.toString(line.quantization().scale())));
            root.put("zeroPoint", line.quantization().zeroPoint());
            line.decibels()
                    .ifPresent(value ->
                            root.put("decibels", BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN)));
            root.end();
        }
        root.end();
        report.accuracy()
                .ifPresent(accuracy -> root.beginObject("accuracy")
                        .put("labelled", accuracy.labelled())
                        .put("real", accuracy.real())
                        .put("quantized", accuracy.quantized())
                        .put("agreeing", accuracy.agreeing())
                        .end());
        return root.end().document();
    }
}
