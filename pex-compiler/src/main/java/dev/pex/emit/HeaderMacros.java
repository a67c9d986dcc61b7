package dev.pex.emit;

import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.stream.Collectors;

/** The macros of a model's header: sizes, quantisation and labels. */
final class HeaderMacros {
    private HeaderMacros() {}

    static String of(ModelCode model, Footprint footprint, List<String> labels) {
        return model.names()
                .template("""
                        #define PEX_@MODEL@_ARENA_BYTES @arena@u
                        #define PEX_@MODEL@_ARENA_ALIGN @alignment@u
                        #define PEX_@MODEL@_STACK_BYTES @stack@u
                        #define PEX_@MODEL@_STEPS @steps@u
                        @inputs@
                        @rows@
                        @outputs@

                        @labels@
                        """)
                .with("arena", model.plan().arenaBytes())
                .with("alignment", model.plan().arenaAlignment())
                .with("stack", footprint.stackBytes())
                .with("steps", model.plan().steps().size())
                .with("inputs", tensors(model, "INPUT", model.graph().inputs()))
                .with("rows", model.streamed() ? rows(model) : "")
                .with("outputs", tensors(model, "OUTPUT", model.graph().outputs()))
                .with("labels", labels.isEmpty() ? "" : labels(model.names(), labels))
                .fill();
    }

    private static String tensors(ModelCode model, String what, List<Integer> tensors) {
        StringBuilder sizes = new StringBuilder();
        int total = 0;
        for (int i = 0; i < tensors.size(); i++) {
            Tensor tensor = model.graph().tensor(tensors.get(i));
            total += tensor.bytes();
            sizes.append(tensor(model.names(), what + "_" + i, tensor));
        }
        return model.names()
                .template("""
                        #define PEX_@MODEL@_@WHAT@_COUNT @count@u
                        #define PEX_@MODEL@_@WHAT@_BYTES @total@u
                        @sizes@
                        """)
                .with("WHAT", what)
                .with("count", tensors.size())
                .with("total", total)
                .with("sizes", sizes)
                .fill();
    }

    private static String tensor(Names names, String what, Tensor tensor) {
        String bytes = names.template("""
                        #define PEX_@MODEL@_@WHAT@_BYTES @bytes@u
                        #define PEX_@MODEL@_@WHAT@_ELEMENTS @elements@u
                        #define PEX_@MODEL@_@WHAT@_RANK @rank@u
                        @if shape@
                        #define PEX_@MODEL@_@WHAT@_SHAPE { @shape@ }
                        @end@
                        """)
                .with("WHAT", what)
                .with("bytes", tensor.bytes())
                .with("elements", tensor.extent().elements())
                .with("rank", tensor.shape().size())
                .with("shape", tensor.shape().stream().map(size -> size + "u").collect(Collectors.joining(", ")))
                .when("shape", !tensor.shape().isEmpty())
                .fill();
        return bytes
                + tensor.quantization()
                        .map(q -> names.template("""
                                        #define PEX_@MODEL@_@WHAT@_SCALE @scale@
                                        #define PEX_@MODEL@_@WHAT@_ZERO_POINT (@zeroPoint@)
                                        """)
                                .with("WHAT", what)
                                .with("scale", CText.float32(q.scale()))
                                .with("zeroPoint", q.zeroPoint())
                                .fill())
                        .orElse("");
    }

    /** That inputs arrive in rows, and how many and how large these are. */
    private static String rows(ModelCode model) {
        StringBuilder rows = new StringBuilder("#define " + model.names().macro() + "STREAMED 1u\n");
        for (int i = 0; i < model.inputs().size(); i++) {
            Inputs.Arrival input = model.inputs().get(i);
            rows.append(model.names()
                    .template("""
                            #define PEX_@MODEL@_INPUT_@index@_ROWS @rows@u
                            #define PEX_@MODEL@_INPUT_@index@_ROW_BYTES @rowBytes@u
                            """)
                    .with("index", i)
                    .with("rows", input.rows())
                    .with("rowBytes", input.rowBytes())
                    .fill());
        }
        return rows.toString();
    }

    /** A macro, because it takes no flash unless it is used. */
    private static String labels(Names names, List<String> labels) {
        StringBuilder literals = new StringBuilder();
        labels.forEach(label -> literals.append(CText.string(label) + ", \\\n"));
        return names.template("""
                        /* static const char *const labels[PEX_@MODEL@_LABEL_COUNT] = PEX_@MODEL@_LABELS; the bytes are UTF-8. */
                        #define PEX_@MODEL@_LABEL_COUNT @count@u
                        #define PEX_@MODEL@_LABELS \\
                            { \\
                                @literals@
                            }

                        """)
                .with("count", labels.size())
                .with("literals", literals)
                .fill();
    }
}
