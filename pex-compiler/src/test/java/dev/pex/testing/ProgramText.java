package dev.pex.testing;

import dev.pex.graph.Graph;
import dev.pex.plan.Buffer;
import dev.pex.plan.Plan;
import java.util.Locale;

/** The C around generated networks in a test program. */
final class ProgramText {
    private ProgramText() {}

    /**
     * Overwrites what holds nothing of meaning. A buffer's content is worth something from the step after
     * its first one to its last; what a step writes first has none before.
     */
    static final String POISON = """
            #ifndef POISON_H
            #define POISON_H
            #include <stdint.h>
            #include <stdlib.h>

            typedef struct poison_buffer {
                uint32_t offset;
                uint32_t bytes;
                int32_t first;
                int32_t last;
            } poison_buffer;

            typedef struct poison_clock {
                uint32_t position;
                int32_t step;
            } poison_clock;

            static inline void poison(const poison_buffer *buffers, uint32_t count, poison_clock *clock, uint8_t *arena,
                                      uint32_t bytes, uint32_t position) {
                uint8_t *live = (uint8_t *)calloc(bytes, 1);
                uint32_t i;
                uint32_t b;
                if (position < clock->position) {
                    clock->step = 0;
                } else if (position > clock->position) {
                    clock->step++;
                }
                clock->position = position;
                for (i = 0; i < count; i++) {
                    if (buffers[i].first < clock->step && clock->step <= buffers[i].last) {
                        for (b = 0; b < buffers[i].bytes; b++) {
                            live[buffers[i].offset + b] = 1;
                        }
                    }
                }
                for (b = 0; b < bytes; b++) {
                    if (!live[b]) {
                        arena[b] = (uint8_t)(0xa5 ^ clock->step ^ (int32_t)b);
                    }
                }
                free(live);
            }
            #endif
            """;

    /** The hook of a network that poisons its arena; none for a network without steps. */
    static String poison(String name, Plan plan) {
        if (plan.steps().isEmpty()) {
            return "";
        }
        String macro = macro(name);
        StringBuilder text = new StringBuilder("#include \"poison.h\"\n");
        text.append("static const poison_buffer ").append(name).append("_buffers[] = {\n");
        for (Buffer b : plan.buffers()) {
            text.append("    {%du, %du, %d, %d},\n".formatted(b.offset(), b.bytes(), b.firstStep(), b.lastStep()));
        }
        text.append("    {0u, 0u, 0, 0}};\n");
        text.append("static poison_clock ").append(name).append("_clock;\n");
        text.append("#define ").append(macro).append("ON_STEP(number) \\\n    poison(");
        text.append(name).append("_buffers, ").append(plan.buffers().size()).append("u, &");
        text.append(name).append("_clock, state->arena, ").append(macro);
        text.append("ARENA_BYTES, state->position)\n");
        return text.toString();
    }

    /** What all networks' functions call. */
    static final String HELPERS = """
            #include <stdio.h>
            #include <stdlib.h>
            #include <string.h>

            static void must(int status, const char *what, const char *name) {
                if (status != 0) {
                    fprintf(stderr, "%s: %s gives %d\\n", name, what, status);
                    exit(9);
                }
            }

            static inline uint8_t *read_input(size_t bytes) {
                uint8_t *data = (uint8_t *)malloc(bytes);
                must(fread(data, 1, bytes, stdin) != bytes, "input", "main");
                return data;
            }

            static uint32_t random_state = 1;

            static inline uint32_t random_number(uint32_t most) {
                random_state = random_state * 1664525u + 1013904223u;
                return (random_state >> 16) % (most + 1u);
            }

            typedef struct rows_of_inputs {
                uint8_t **inputs;
                int patience;
            } rows_of_inputs;

            /* Now and then the row is not there yet. */
            static inline pex_status next_row(void *context, uint32_t input, uint32_t row, void *destination,
                                              uint32_t bytes) {
                rows_of_inputs *rows = (rows_of_inputs *)context;
                if (rows->patience-- == 0) {
                    rows->patience = (int)random_number(9);
                    return PEX_NEEDS_ROWS;
                }
                if (destination != NULL) {
                    memcpy(destination, rows->inputs[input] + (size_t)row * bytes, bytes);
                }
                return PEX_OK;
            }

            """;

    /** A function that runs a network in all ways and writes its outputs. */
    static String call(String name, Graph graph, Plan plan) {
        StringBuilder read = new StringBuilder();
        StringBuilder fill = new StringBuilder();
        StringBuilder keep = new StringBuilder();
        StringBuilder compare = new StringBuilder();
        StringBuilder rowBytes = new StringBuilder();
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < graph.inputs().size(); i++) {
            read.append("    inputs[%d] = read_input(@m@INPUT_%d_BYTES);\n".formatted(i, i));
            fill.append("        memcpy(@n@_input(&s, %d), inputs[%d], @m@INPUT_%d_BYTES);\n".formatted(i, i, i));
            rowBytes.append(i == 0 ? "" : ", ").append("@m@INPUT_%d_ROW_BYTES".formatted(i));
            rows.append(i == 0 ? "" : ", ").append("@m@INPUT_%d_ROWS".formatted(i));
        }
        for (int i = 0; i < graph.outputs().size(); i++) {
            String bytes = "@m@OUTPUT_%d_BYTES".formatted(i);
            keep.append("    outputs[%d] = (uint8_t *)malloc(%s);\n".formatted(i, bytes));
            compare.append("        if (run == 0) {\n");
            compare.append("            memcpy(outputs[%d], @n@_output(&s, %d), %s);\n".formatted(i, i, bytes));
            compare.append("            must(1 != fwrite(outputs[%d], %s, 1, stdout), \"output\", \"@n@\");\n"
                    .formatted(i, bytes));
            compare.append("        }\n");
            compare.append("        must(memcmp(outputs[%d], @n@_output_%d(&s), %s), \"a later run\", \"@n@\");\n"
                    .formatted(i, i, bytes));
            compare.append(
                    "        must(@m@OUTPUT_%d_ELEMENTS * sizeof *@n@_output_%d(&s) != %s, \"elements\", \"@n@\");\n"
                            .formatted(i, i, bytes));
        }
        String template = plan.streamed() ? STREAMED : RESIDENT;
        return template.replace("@READ@", read)
                .replace("@FILL@", fill)
                .replace("@KEEP@", keep)
                .replace("@COMPARE@", compare)
                .replace("@ROW_BYTES@", rowBytes)
                .replace("@ROWS@", rows)
                .replace("@INPUTS@", Integer.toString(graph.inputs().size()))
                .replace("@OUTPUTS@", Integer.toString(graph.outputs().size()))
                .replace("@n@", name)
                .replace("@m@", macro(name));
    }

    /** At once, then step by step. The arena is on the heap and of the exact size, where the sanitizer sees every byte too far. */
    private static final String RESIDENT = """
            static void run_@n@(void) {
                static @n@_state s;
                uint8_t *inputs[@INPUTS@];
                uint8_t *outputs[@OUTPUTS@];
                void *arena = malloc(@m@ARENA_BYTES);
                int run;
                memset(arena, 0x5a, @m@ARENA_BYTES);
                must(@n@_init(&s, arena, @m@ARENA_BYTES), "init", "@n@");
            @READ@@KEEP@    for (run = 0; run < 2; run++) {
            @FILL@        if (run == 0) {
                        must(@n@_run(&s), "run", "@n@");
                    } else {
                        pex_status status = @n@_step(&s);
                        while (status == PEX_MORE) {
                            must(@n@_output(&s, 0u) != NULL, "output between steps", "@n@");
                            status = @n@_step(&s);
                        }
                        must(status, "step", "@n@");
                    }
            @COMPARE@    }
                for (run = 0; run < @INPUTS@; run++) {
                    free(inputs[run]);
                }
                for (run = 0; run < @OUTPUTS@; run++) {
                    free(outputs[run]);
                }
                free(arena);
            }

            """;

    private static final String STREAMED = """
            /* Rows are fetched; or pushed, a few at a time; or accepted between steps. */
            static void run_@n@(void) {
                static @n@_state s;
                static const size_t row_bytes[] = {@ROW_BYTES@};
                static const uint32_t input_rows[] = {@ROWS@};
                uint8_t *inputs[@INPUTS@];
                uint8_t *outputs[@OUTPUTS@];
                void *arena = malloc(@m@ARENA_BYTES);
                int run;
                memset(arena, 0x5a, @m@ARENA_BYTES);
                must(@n@_init(&s, arena, @m@ARENA_BYTES), "init", "@n@");
            @READ@@KEEP@    for (run = 0; run < 3; run++) {
                    pex_status status = PEX_NEEDS_ROWS;
                    rows_of_inputs rows = {inputs, 3};
                    uint32_t given[@INPUTS@] = {0};
                    while (status != PEX_OK) {
                        uint32_t input = 0;
                        uint32_t row = 0;
                        uint32_t taken = 7;
                        must(@n@_push(&s, input, NULL, 1u, &taken) != PEX_ERROR_NULL || taken != 0u, "error", "@n@");
                        must(status != PEX_NEEDS_ROWS && status != PEX_MORE, "status", "@n@");
                        if (run == 0) {
                            status = @n@_run_pull(&s, next_row, &rows);
                        } else if (@n@_wanted(&s, &input, &row) != PEX_NEEDS_ROWS) {
                            status = @n@_step(&s);
                        } else {
                            const uint8_t *from = inputs[input] + row * row_bytes[input];
                            must(row != given[input], "wanted", "@n@");
                            if (run == 1) {
                                const uint32_t rest = input_rows[input] - row;
                                const uint32_t most = rest < 5u ? rest : 5u;
                                const uint32_t count = random_number(most);
                                status = @n@_push(&s, input, from, count, &taken);
                                must(taken > count || (count > 0 && taken == 0), "taken", "@n@");
                            } else {
                                do {
                                    status = @n@_step(&s);
                                } while (status == PEX_MORE);
                                must(status != PEX_NEEDS_ROWS, "step", "@n@");
                                must(@n@_accept(&s, input + 1u, from) != PEX_ERROR_INPUT, "accept", "@n@");
                                status = @n@_accept(&s, input, from);
                                taken = 1;
                            }
                            given[input] += taken;
                        }
                        must(status == PEX_MORE && @n@_output(&s, 0u) != NULL, "output between rows", "@n@");
                    }
            @COMPARE@    }
                for (run = 0; run < @INPUTS@; run++) {
                    free(inputs[run]);
                }
                for (run = 0; run < @OUTPUTS@; run++) {
                    free(outputs[run]);
                }
                free(arena);
            }

            """;

    /** Calls the functions of all networks. */
    static String main(int count) {
        StringBuilder text = new StringBuilder("int main(void) {\n");
        for (int i = 0; i < count; i++) {
            text.append("    run_case_").append(i).append("();\n");
        }
        return text.append("    return 0;\n}\n").toString();
    }

    private static String macro(String name) {
        return "PEX_" + name.toUpperCase(Locale.ROOT) + "_";
    }
}
