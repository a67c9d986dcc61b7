package dev.pex.emit;

import dev.pex.graph.Graph;
import dev.pex.plan.Plan;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The model's public header: what a firmware engineer must know stands at its top. */
final class HeaderFile {
    /** What the firmware tests hold every model to on Cortex-M4, Cortex-M55 and RV32, built by GCC with -O2. */
    static final int STACK_BYTES = 512;

    private final ModelCode model;
    private final Names names;
    private final Graph graph;
    private final Plan plan;
    private final int constantBytes;
    private final List<String> labels;
    private final CText text = new CText();

    private HeaderFile(ModelCode model, int constantBytes, List<String> labels) {
        this.model = model;
        this.names = model.names();
        this.graph = model.graph();
        this.plan = model.plan();
        this.constantBytes = constantBytes;
        this.labels = labels;
    }

    static Bytes of(ModelCode model, int constantBytes, List<String> labels) {
        return new HeaderFile(model, constantBytes, labels).write();
    }

    private Bytes write() {
        summary();
        String guard = "PEX_MODEL_" + names.model().toUpperCase(Locale.ROOT) + "_H";
        text.line("#ifndef " + guard).line("#define " + guard).line();
        text.line("#include \"pex_runtime.h\"").line();
        text.line("#if PEX_RUNTIME_VERSION != " + CEmitter.RUNTIME_VERSION);
        text.line("#error \"" + names.model() + " and pex_runtime.h come from different versions of Pex\"");
        text.line("#endif").line();
        text.line("#ifdef __cplusplus").line("extern \"C\" {").line("#endif").line();
        constants();
        interfaceOfModel();
        conversions();
        text.line("#ifdef __cplusplus").line("}").line("#endif").line();
        text.line("#endif");
        return text.toBytes();
    }

    private void summary() {
        text.line("/*");
        text.line(" * " + names.model() + ": a neural network compiled by Pex for target "
                + plan.target().id() + ", optimize = "
                + plan.tuning().optimize().id() + ". Do not edit.");
        text.line(" *");
        text.line(" * Arena      " + plan.arenaBytes() + " bytes, aligned to " + plan.arenaAlignment()
                + ": everything that an inference writes but the stack");
        text.line(" * Stack      at most " + STACK_BYTES
                + " bytes below the caller, as tested with GCC 12 -O2 on Cortex-M4,");
        text.line(" *            Cortex-M55 and RV32; other compilers and interrupts are not counted");
        text.line(" * State      " + model.stateBytes() + " bytes where pointers have four");
        text.line(" * Constants  " + constantBytes + " bytes of weights, biases and requantisation");
        if (model.loadsWordsAnywhere()) {
            text.line(" * Words      are loaded from any address, which the core allows unless CCR.UNALIGN_TRP is set");
        }
        describe("Input ", graph.inputs());
        describe("Output", graph.outputs());
        if (!labels.isEmpty()) {
            text.line(" * Labels     " + labels.size() + " names of the classes of output 0, in " + names.macro()
                    + "LABELS");
        }
        text.line(" *");
        if (model.streamed()) {
            usageOfRows();
        } else {
            usage();
        }
        text.line(" *");
        text.line(" * A state with its arena is one instance; any number may live side by side. No function keeps");
        text.line(" * anything elsewhere, allocates, or may be called for one state from two threads at once.");
        text.line(" */");
    }

    private void usage() {
        String n = names.model();
        String m = names.macro();
        text.line(" * The input lies in the arena and is overwritten by the inference: fill it before each run.");
        text.line(" * The output stays valid until the input is filled or the next run starts.");
        text.line(" *");
        text.line(" * Usage:");
        text.line(" *     static PEX_ALIGNED(" + m + "ARENA_ALIGN) uint8_t arena[" + m + "ARENA_BYTES];");
        text.line(" *     static " + n + "_state state;");
        text.line(" *     pex_status status = " + n + "_init(&state, arena, sizeof arena);");
        text.line(" *     ... fill " + m + "INPUT_0_BYTES bytes at " + n + "_input(&state, 0) ...");
        text.line(" *     status = " + n + "_run(&state);");
        text.line(" *     ... read " + m + "OUTPUT_0_BYTES bytes at " + n + "_output(&state, 0) ...");
    }

    private void usageOfRows() {
        String n = names.model();
        String m = names.macro();
        text.line(
                " * The input arrives row by row (an image from its top, audio frame by frame) and is never whole in");
        text.line(" * memory. The output stays valid until the next row of input, or the next call that does steps.");
        for (int i = 0; i < model.inputs().size(); i++) {
            rowsAreColumns(i);
        }
        text.line(" *");
        text.line(" * Usage, when rows come by themselves, for instance from a camera:");
        text.line(" *     static PEX_ALIGNED(" + m + "ARENA_ALIGN) uint8_t arena[" + m + "ARENA_BYTES];");
        text.line(" *     static " + n + "_state state;");
        text.line(" *     uint32_t taken;");
        text.line(" *     pex_status status = " + n + "_init(&state, arena, sizeof arena);");
        text.line(" *     for each row of " + m + "INPUT_0_ROW_BYTES bytes that comes:");
        text.line(" *         status = " + n + "_push(&state, 0, row, 1, &taken);");
        text.line(" *     PEX_NEEDS_ROWS: go on; PEX_OK: the output is there, the next row begins the next inference");
        text.line(" *     ... read " + m + "OUTPUT_0_BYTES bytes at " + n + "_output(&state, 0) ...");
        text.line(" *");
        text.line(" * Usage, when rows can be fetched: a function writes the row that it is asked for,");
        text.line(" *     static pex_status read_row(void *context, uint32_t input, uint32_t row, void *destination,");
        text.line(" *                                uint32_t bytes);");
        text.line(" *     status = " + n + "_run_pull(&state, read_row, context);");
    }

    /** Says what a row is where the shape of an input has one row, as that of networks over time. */
    private void rowsAreColumns(int input) {
        Extent declared = Extent.ofShape(graph.tensor(graph.inputs().get(input)).shape());
        int rows = model.inputs().get(input).rows();
        if (declared.rows() == 1 && declared.columns() > 1 && rows == declared.columns()) {
            text.line(" * A row of input " + input + " is one of the " + rows + " columns of its shape, with "
                    + declared.channels() + " channels: a sample or frame of time.");
        }
    }

    private void describe(String what, List<Integer> tensors) {
        for (int i = 0; i < tensors.size(); i++) {
            Tensor t = graph.tensor(tensors.get(i));
            String shape = t.shape().isEmpty()
                    ? "scalar"
                    : t.shape().stream().map(String::valueOf).collect(Collectors.joining(" x "));
            String quantization = t.quantization()
                    .map(q -> ", real = " + q.scale() + " * " + shifted(q.zeroPoint()))
                    .orElse("");
            text.line(" * " + what + " " + i + "   '" + CText.comment(t.name()) + "', " + cType(t.type()) + ", " + shape
                    + ", " + t.bytes() + " bytes" + quantization);
        }
    }

    private static String shifted(int zeroPoint) {
        return zeroPoint == 0 ? "q" : "(q " + (zeroPoint < 0 ? "+ " + -zeroPoint : "- " + zeroPoint) + ")";
    }

    private void constants() {
        String m = names.macro();
        text.line("#define " + m + "ARENA_BYTES " + plan.arenaBytes() + "u");
        text.line("#define " + m + "ARENA_ALIGN " + plan.arenaAlignment() + "u");
        text.line("#define " + m + "STACK_BYTES " + STACK_BYTES + "u");
        text.line("#define " + m + "STEPS " + plan.steps().size() + "u");
        sizes("INPUT", graph.inputs());
        if (model.streamed()) {
            rowSizes();
        }
        sizes("OUTPUT", graph.outputs());
        text.line();
        if (!labels.isEmpty()) {
            labels();
        }
    }

    /** A macro costs no flash where nobody uses it. */
    private void labels() {
        String m = names.macro();
        text.line(
                "/* static const char *const labels[" + m + "LABEL_COUNT] = " + m + "LABELS; the bytes are UTF-8. */");
        text.line("#define " + m + "LABEL_COUNT " + labels.size() + "u");
        text.line("#define " + m + "LABELS \\");
        text.line("    { \\");
        labels.forEach(label -> text.line("        " + CText.string(label) + ", \\"));
        text.line("    }");
        text.line();
    }

    /** That inputs arrive in rows, and what these are. */
    private void rowSizes() {
        String m = names.macro();
        text.line("#define " + m + "STREAMED 1u");
        for (int i = 0; i < model.inputs().size(); i++) {
            text.line("#define " + m + "INPUT_" + i + "_ROWS "
                    + model.inputs().get(i).rows() + "u");
            text.line("#define " + m + "INPUT_" + i + "_ROW_BYTES "
                    + model.inputs().get(i).rowBytes() + "u");
        }
    }

    private void sizes(String what, List<Integer> tensors) {
        String m = names.macro() + what;
        int total = 0;
        for (int tensor : tensors) {
            total += graph.tensor(tensor).bytes();
        }
        text.line("#define " + m + "_COUNT " + tensors.size() + "u");
        text.line("#define " + m + "_BYTES " + total + "u");
        for (int i = 0; i < tensors.size(); i++) {
            Tensor t = graph.tensor(tensors.get(i));
            text.line("#define " + m + "_" + i + "_BYTES " + t.bytes() + "u");
            int number = i;
            t.quantization().ifPresent(q -> {
                text.line("#define " + m + "_" + number + "_SCALE " + CText.float32(q.scale()));
                text.line("#define " + m + "_" + number + "_ZERO_POINT (" + q.zeroPoint() + ")");
            });
        }
    }

    private void interfaceOfModel() {
        String n = names.model();
        text.line("/* One instance. Its fields are private. */");
        text.line("typedef struct " + n + "_state {");
        text.line("    uint8_t *arena;    /* null until init */");
        text.line("    uint32_t position; /* in the schedule; 0 between inferences */");
        if (model.streamed()) {
            text.line("    uint32_t received; /* rows of those that the next step waits for */");
        }
        if (model.entries().cut() > 0) {
            text.line("    " + ModelCode.unsigned(model.counterBytes()) + " next["
                    + model.entries().cut() + "]; /* by operator: its next part */");
        }
        text.line("} " + n + "_state;").line();
        text.line("/*");
        text.line(
                " * Ties an instance to its arena, which must outlive it, and begins a new inference. Writes nothing into");
        text.line(
                " * the arena. PEX_ERROR_NULL, PEX_ERROR_ARENA_SMALL, PEX_ERROR_ARENA_ALIGNMENT: the state stays unusable.");
        text.line(" */");
        text.line("pex_status " + n + "_init(" + n + "_state *state, void *arena, uint32_t bytes);")
                .line();
        if (!model.streamed()) {
            text.line(
                    "/* Where an input lies, to be filled before each inference; null when there is no such input. */");
            text.line("void *" + n + "_input(const " + n + "_state *state, uint32_t index);")
                    .line();
        }
        text.line("/* Where an output lies, valid after an inference; null when there is no such output. */");
        text.line("const void *" + n + "_output(const " + n + "_state *state, uint32_t index);")
                .line();
        if (model.streamed()) {
            rows();
            return;
        }
        text.line("/* A whole inference, or what is left of one begun with steps. PEX_OK, PEX_ERROR_NULL or");
        text.line(" * PEX_ERROR_STATE. */");
        text.line("pex_status " + n + "_run(" + n + "_state *state);").line();
        text.line("/*");
        text.line(" * One step, a bounded amount of work: for watchdogs and cooperative loops. PEX_MORE until the");
        text.line(" * last step of an inference, then PEX_OK; the next call begins a new inference. PEX_ERROR_NULL or");
        text.line(" * PEX_ERROR_STATE.");
        text.line(" */");
        text.line("pex_status " + n + "_step(" + n + "_state *state);").line();
    }

    /** The interface of a model whose inputs arrive in rows. */
    private void rows() {
        text.block("""
                /*
                 * Hands over `count` rows of an input, its next ones, one behind the other; the inference goes on as
                 * far as it can. *taken becomes the number of rows that were used; they need not be kept.
                 *   PEX_NEEDS_ROWS   the inference waits for more; with fewer taken than given, for those of another
                 *                    input first: @n@_wanted says of which
                 *   PEX_OK           the inference is complete; rows not taken belong to the next one
                 *   PEX_ERROR_INPUT  nothing taken: rows of another input are wanted first, or there is no such input
                 *   PEX_ERROR_NULL, PEX_ERROR_STATE
                 */
                pex_status @n@_push(@n@_state *state, uint32_t input, const void *rows, uint32_t count,
                                    uint32_t *taken);

                /*
                 * A whole inference, or what is left of one, that asks `source` for each row. A status of the source
                 * other than PEX_OK ends the call with that status, and the next call asks for the same row again.
                 * PEX_OK, PEX_ERROR_NULL, PEX_ERROR_STATE, or the source's.
                 */
                pex_status @n@_run_pull(@n@_state *state, pex_row_source source, void *context);

                /*
                 * One step, a bounded amount of work: for watchdogs and cooperative loops. PEX_MORE while there is more
                 * to do, PEX_NEEDS_ROWS when a row has to come first, PEX_OK after the last step; the next call begins a
                 * new inference. PEX_ERROR_NULL or PEX_ERROR_STATE.
                 */
                pex_status @n@_step(@n@_state *state);

                /*
                 * Takes one row and does no step: what @n@_push does with each row between steps. To be called
                 * after PEX_NEEDS_ROWS.
                 *   PEX_MORE         taken
                 *   PEX_OK           taken, and the inference is complete: nobody reads the last rows
                 *   PEX_ERROR_INPUT  not taken: steps have to be done first, or the row is not of the input that is
                 *                    wanted
                 *   PEX_ERROR_NULL, PEX_ERROR_STATE
                 */
                pex_status @n@_accept(@n@_state *state, uint32_t input, const void *row);

                /*
                 * Which row of which input the inference will want next: PEX_NEEDS_ROWS. PEX_MORE when it wants none any
                 * more. PEX_ERROR_NULL or PEX_ERROR_STATE.
                 */
                pex_status @n@_wanted(const @n@_state *state, uint32_t *input, uint32_t *row);

                """.replace("@n@", names.model()));
    }

    /** Conversions between real numbers and the quantised inputs and outputs. */
    private void conversions() {
        for (int i = 0; i < graph.inputs().size(); i++) {
            Tensor t = graph.tensor(graph.inputs().get(i));
            if (t.quantization().isPresent()) {
                String m = names.macro() + "INPUT_" + i;
                boolean unsigned = t.type() == ElementType.UINT8;
                text.line("/* A real number as an element of input " + i + ": nearest, saturated; NaN as zero. */");
                text.line("static inline " + cType(t.type()) + " " + names.model() + "_quantize_input_" + i
                        + "(float x) {");
                text.line("    return (" + cType(t.type()) + ")pex_quantize(x, " + m + "_SCALE, " + m + "_ZERO_POINT, "
                        + (unsigned ? "0, 255" : "-128, 127") + ");");
                text.line("}").line();
            }
        }
        for (int i = 0; i < graph.outputs().size(); i++) {
            Tensor t = graph.tensor(graph.outputs().get(i));
            if (t.quantization().isPresent()) {
                String m = names.macro() + "OUTPUT_" + i;
                text.line("/* An element of output " + i + " as a real number. */");
                text.line("static inline float " + names.model() + "_dequantize_output_" + i + "(" + cType(t.type())
                        + " q) {");
                text.line("    return " + m + "_SCALE * (float)((int32_t)q - " + m + "_ZERO_POINT);");
                text.line("}").line();
            }
        }
    }

    private static String cType(ElementType type) {
        return switch (type) {
            case INT8 -> "int8_t";
            case UINT8 -> "uint8_t";
            case INT32 -> "int32_t";
            case FLOAT32 -> "float";
        };
    }
}
