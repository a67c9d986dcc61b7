package dev.pex.host;

/**
 * The C program around a generated model: inputs from standard input, outputs to standard output, for as many inferences as there
 * are inputs.
 */
final class HostMain {
    private HostMain() {}

    static String source(ModelInterface model) {
        int inputs = model.inputBytes().size();
        int outputs = model.outputBytes().size();
        String run = model.streamed()
                ? STREAMED
                : transfers(model, "read_all", "input", "INPUT", inputs) + "    status = (int)@model@_run(&state);\n";
        return TEMPLATE.replace("@SOURCE@", model.streamed() ? SOURCE.replace("@SIZES@", sizes(model)) : "")
                .replace("@RUN@", run)
                .replace("@OUTPUTS@", transfers(model, "write_all", "output", "OUTPUT", outputs))
                .replace("@model@", model.model())
                .replace("@STREAMED_INPUT_BYTES@", Integer.toString(model.totalInput()))
                .replace("@ARENA_BYTES@", model.macro("ARENA_BYTES"))
                .replace("@ARENA_ALIGN@", model.macro("ARENA_ALIGN"));
    }

    private static String transfers(ModelInterface model, String transfer, String getter, String kind, int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("    %s(%s_%s(&state, %du), %s, \"%s %d\");\n"
                    .formatted(transfer, model.model(), getter, i, model.macro(kind + "_" + i + "_BYTES"), getter, i));
        }
        return lines.toString();
    }

    /** Names of the macros with the sizes of the inputs. */
    private static String sizes(ModelInterface model) {
        StringBuilder sizes = new StringBuilder();
        for (int i = 0; i < model.inputBytes().size(); i++) {
            sizes.append(i == 0 ? "" : ", ").append(model.macro("INPUT_" + i + "_BYTES"));
        }
        return sizes.toString();
    }

    /** Passes the rows that the inference asks for. */
    private static final String SOURCE = """

            static const size_t input_bytes[] = {@SIZES@};

            static pex_status read_row(void *context, uint32_t input, uint32_t row, void *destination, uint32_t bytes) {
                const unsigned char *from = (const unsigned char *)context + (size_t)row * bytes;
                uint32_t i;
                for (i = 0; i < input; i++) {
                    from += input_bytes[i];
                }
                if (destination != NULL) {
                    memcpy(destination, from, bytes);
                }
                return PEX_OK;
            }
            """;

    private static final String STREAMED = """
                unsigned char *rows = malloc(@STREAMED_INPUT_BYTES@);
                read_all(rows, @STREAMED_INPUT_BYTES@, "inputs");
                status = (int)@model@_run_pull(&state, read_row, rows);
                free(rows);
            """;

    private static final String TEMPLATE = """
            #include "@model@.h"

            #include <stdio.h>
            #include <stdlib.h>
            #include <string.h>
            #ifdef _WIN32
            #include <fcntl.h>
            #include <io.h>
            #endif

            static void stop(const char *what, const char *which, int status) {
                fprintf(stderr, "%s%s: %d\\n", what, which, status);
                exit(3);
            }

            static void read_all(void *data, size_t bytes, const char *which) {
                if (data == NULL || fread(data, 1, bytes, stdin) != bytes) {
                    stop("cannot fill ", which, (int)bytes);
                }
            }

            static void write_all(const void *data, size_t bytes, const char *which) {
                if (data == NULL || fwrite(data, 1, bytes, stdout) != bytes) {
                    stop("cannot write ", which, (int)bytes);
                }
            }

            /* Whether another inference follows. */
            static int has_more(void) {
                const int next = getc(stdin);
                return next != EOF && ungetc(next, stdin) != EOF;
            }
            @SOURCE@
            int main(void) {
                /* On the heap and of the exact size, where sanitizers see every byte too far. */
                static @model@_state state;
                const size_t align = @ARENA_ALIGN@;
                const size_t slack = align > sizeof(long double) ? align : 0u;
                unsigned char *memory = malloc(@ARENA_BYTES@ + slack);
                unsigned char *arena;
                int status;
                if (memory == NULL) {
                    stop("no memory for the arena", "", 0);
                }
                arena = memory + (align - (size_t)((uintptr_t)memory % align)) % align;
            #ifdef _WIN32
                _setmode(_fileno(stdin), _O_BINARY);
                _setmode(_fileno(stdout), _O_BINARY);
            #endif
                status = (int)@model@_init(&state, arena, @ARENA_BYTES@);
                if (status != 0) {
                    stop("init failed", "", status);
                }
                do {
            @RUN@                if (status != 0) {
                    stop("run failed", "", status);
                }
            @OUTPUTS@    } while (has_more());
                free(memory);
                return fflush(stdout) == 0 ? 0 : 3;
            }
            """;
}
