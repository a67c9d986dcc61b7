package dev.pex.emit;

import dev.pex.graph.Bytes;
import dev.pex.graph.ElementType;
import dev.pex.graph.Graph;
import dev.pex.graph.Tensor;
import dev.pex.plan.Plan;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The model's public header: what a firmware engineer must know stands at its top. */
final class HeaderFile {
    /** What the firmware tests hold every model to on Cortex-M4, Cortex-M55 and RV32, built by GCC with -O2. */
    private static final int STACK_BYTES = 512;

    private final Names names;
    private final Graph graph;
    private final Plan plan;
    private final int constantBytes;
    private final CText text = new CText();

    private HeaderFile(Names names, Graph graph, Plan plan, int constantBytes) {
        this.names = names;
        this.graph = graph;
        this.plan = plan;
        this.constantBytes = constantBytes;
    }

    static Bytes of(Names names, Graph graph, Plan plan, int constantBytes) {
        return new HeaderFile(names, graph, plan, constantBytes).write();
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
                + plan.target().id() + ". Do not edit.");
        text.line(" *");
        text.line(" * Arena      " + plan.arenaBytes() + " bytes, aligned to " + plan.arenaAlignment()
                + ": everything that an inference writes but the stack");
        text.line(" * Stack      at most " + STACK_BYTES
                + " bytes below the caller, as tested with GCC 12 -O2 on Cortex-M4,");
        text.line(" *            Cortex-M55 and RV32; other compilers and interrupts are not counted");
        text.line(" * Constants  " + constantBytes + " bytes of weights, biases and requantisation");
        describe("Input ", graph.inputs());
        describe("Output", graph.outputs());
        text.line(" *");
        text.line(" * The input lies in the arena and is overwritten by the inference: fill it before each run.");
        text.line(" * The output stays valid until the input is filled or the next run starts.");
        text.line(" *");
        text.line(" * Usage:");
        text.line(" *     static PEX_ALIGNED(" + names.macro() + "ARENA_ALIGN) uint8_t arena[" + names.macro()
                + "ARENA_BYTES];");
        text.line(" *     static " + names.model() + "_state state;");
        text.line(" *     pex_status status = " + names.model() + "_init(&state, arena, sizeof arena);");
        text.line(" *     ... fill " + names.macro() + "INPUT_0_BYTES bytes at " + names.model()
                + "_input(&state, 0) ...");
        text.line(" *     status = " + names.model() + "_run(&state);");
        text.line(" *     ... read " + names.macro() + "OUTPUT_0_BYTES bytes at " + names.model()
                + "_output(&state, 0) ...");
        text.line(" *");
        text.line(" * A state with its arena is one instance; any number may live side by side. No function keeps");
        text.line(" * anything elsewhere, allocates, or may be called for one state from two threads at once.");
        text.line(" */");
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
        sizes("OUTPUT", graph.outputs());
        text.line();
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
        text.line("} " + n + "_state;").line();
        text.line("/*");
        text.line(" * Ties an instance to its arena, which must outlive it. Writes nothing into the arena.");
        text.line(" * PEX_ERROR_NULL, PEX_ERROR_ARENA_SMALL, PEX_ERROR_ARENA_ALIGNMENT: the state stays unusable.");
        text.line(" */");
        text.line("pex_status " + n + "_init(" + n + "_state *state, void *arena, uint32_t bytes);")
                .line();
        text.line("/* Where an input lies, to be filled before each inference; null when there is no such input. */");
        text.line("void *" + n + "_input(const " + n + "_state *state, uint32_t index);")
                .line();
        text.line("/* Where an output lies, valid after an inference; null when there is no such output. */");
        text.line("const void *" + n + "_output(const " + n + "_state *state, uint32_t index);")
                .line();
        text.line("/* A whole inference, or what is left of one begun with steps. PEX_OK, PEX_ERROR_NULL or");
        text.line(" * PEX_ERROR_STATE. */");
        text.line("pex_status " + n + "_run(" + n + "_state *state);").line();
        text.line("/*");
        text.line(" * One step, a bounded amount of work: for watchdogs and cooperative loops. PEX_MORE until the");
        text.line(" * last step of an inference, then PEX_OK; the next call begins a new inference.");
        text.line(" */");
        text.line("pex_status " + n + "_step(" + n + "_state *state);").line();
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
