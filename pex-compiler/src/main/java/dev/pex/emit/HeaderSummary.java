package dev.pex.emit;

import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.stream.Collectors;

/** The comment at the top of a model's header: what a firmware engineer must know. */
final class HeaderSummary {
    private final ModelCode model;
    private final Footprint footprint;
    private final List<String> labels;

    private HeaderSummary(ModelCode model, Footprint footprint, List<String> labels) {
        this.model = model;
        this.footprint = footprint;
        this.labels = labels;
    }

    static String of(ModelCode model, Footprint footprint, List<String> labels) {
        return new HeaderSummary(model, footprint, labels).write();
    }

    private String write() {
        return model.names()
                .template("""
                        /*
                         * @model@: a neural network compiled by Pex for target @target@, optimize = @optimize@. Do not edit.
                         *
                         * Arena      @arena@ bytes, aligned to @alignment@: all memory an inference writes, except the stack
                         * Stack      at most @stack@ bytes per call, tested with GCC 12 -O2 on Cortex-M4, Cortex-M55 and
                         *            RV32; other compilers may need more, and interrupts come on top
                         * State      @state@ bytes on a core with 32-bit pointers
                         * Constants  @constants@ bytes of weights, biases and requantisation constants
                        @if flags@
                         * Flags      @flags@ for GCC and Clang, and what the product adds
                        @end@
                        @if unaligned@
                         * Alignment  kernels load unaligned words, which the core allows unless CCR.UNALIGN_TRP is set
                        @end@
                         @tensors@
                        @if labels@
                         * Labels     @labels@ names of the classes of output 0, in PEX_@MODEL@_LABELS
                        @end@
                         *
                         @usage@
                         *
                         * A state with its arena is one instance, and there can be any number of instances. No function
                         * allocates or keeps data elsewhere. Two threads must not use the same state at the same time.
                         */
                        """)
                .with("target", model.plan().target().id())
                .with("flags", model.plan().target().flags())
                .with("optimize", model.plan().tuning().optimize().id())
                .with("arena", model.plan().arenaBytes())
                .with("alignment", model.plan().arenaAlignment())
                .with("stack", footprint.stackBytes())
                .with("state", footprint.stateBytes())
                .with("constants", footprint.constantBytes())
                .with(
                        "tensors",
                        tensors("Input ", model.graph().inputs())
                                + frames()
                                + tensors("Output", model.graph().outputs()))
                .with("labels", labels.size())
                .with(
                        "usage",
                        model.names()
                                .template(model.streamed() ? ROWS : RESIDENT)
                                .fill())
                .when("flags", !model.plan().target().flags().isEmpty())
                .when("unaligned", model.loadsUnalignedWords())
                .when("labels", !labels.isEmpty())
                .fill();
    }

    private static final String RESIDENT = """
            * The input lies in the arena and the inference overwrites it: fill it before each run.
            * The output stays valid until the input is filled or the next run starts.
            *
            * Usage:
            *     static PEX_ALIGNED(PEX_@MODEL@_ARENA_ALIGN) uint8_t arena[PEX_@MODEL@_ARENA_BYTES];
            *     static @model@_state state;
            *     pex_status status = @model@_init(&state, arena, sizeof arena);
            *     ... fill PEX_@MODEL@_INPUT_0_BYTES bytes at @model@_input(&state, 0) ...
            *     status = @model@_run(&state);
            *     ... read PEX_@MODEL@_OUTPUT_0_BYTES bytes at @model@_output(&state, 0) ...
            """;

    private static final String ROWS = """
            * The input arrives row by row (an image from its top, audio frame by frame) and is never in memory as a
            * whole. The output stays valid until the next row of input, or the next call that performs steps.
            *
            * Usage when a device delivers rows, for instance a camera:
            *     static PEX_ALIGNED(PEX_@MODEL@_ARENA_ALIGN) uint8_t arena[PEX_@MODEL@_ARENA_BYTES];
            *     static @model@_state state;
            *     uint32_t taken;
            *     pex_status status = @model@_init(&state, arena, sizeof arena);
            *     for each row of PEX_@MODEL@_INPUT_0_ROW_BYTES bytes:
            *         status = @model@_push(&state, 0, row, 1, &taken);
            *     PEX_NEEDS_ROWS: continue; PEX_OK: the output is valid, the next row begins the next inference
            *     ... read PEX_@MODEL@_OUTPUT_0_BYTES bytes at @model@_output(&state, 0) ...
            *
            * Usage when rows can be fetched: a function writes the row that it is asked for,
            *     static pex_status read_row(void *context, uint32_t input, uint32_t row, void *destination,
            *                                uint32_t bytes);
            *     status = @model@_run_pull(&state, read_row, context);
            """;

    private String tensors(String what, List<Integer> tensors) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < tensors.size(); i++) {
            Tensor t = model.graph().tensor(tensors.get(i));
            String shape = t.shape().isEmpty()
                    ? "scalar"
                    : t.shape().stream().map(String::valueOf).collect(Collectors.joining(" x "));
            String quantization = t.quantization()
                    .map(q -> ", real = " + q.scale() + " * " + shifted(q.zeroPoint()))
                    .orElse("");
            lines.append("* " + what + " " + i + "   '" + CText.comment(t.name()) + "', " + CText.type(t.type()) + ", "
                    + shape + ", " + t.bytes() + " bytes" + quantization + "\n");
        }
        return lines.toString();
    }

    /** What the rows of a streamed input are where its declared shape has one row, as that of networks over time. */
    private String frames() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < model.inputs().size(); i++) {
            Extent declared = Extent.ofShape(
                    model.graph().tensor(model.graph().inputs().get(i)).shape());
            int rows = model.inputs().get(i).rows();
            if (declared.rows() == 1 && declared.columns() > 1 && rows == declared.columns()) {
                lines.append("*            a row of input " + i + " is one of its " + rows + " columns with "
                        + declared.channels() + " channels: a sample or frame of time\n");
            }
        }
        return lines.toString();
    }

    private static String shifted(int zeroPoint) {
        return zeroPoint == 0 ? "q" : "(q " + (zeroPoint < 0 ? "+ " + -zeroPoint : "- " + zeroPoint) + ")";
    }
}
