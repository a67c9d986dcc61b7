package dev.pex.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses a model written by hand: two inputs of 2 and 3 bytes, two outputs, their sums and their difference. */
class HostRunnerTest {
    private static final HostToolchain CC = HostToolchain.defaults();

    private static final String HEADER = """
            #ifndef STDIO_H
            #define STDIO_H
            #include <stdint.h>
            #define PEX_STDIO_ARENA_BYTES 8u
            #define PEX_STDIO_ARENA_ALIGN 4u
            #define PEX_STDIO_INPUT_COUNT 2u
            #define PEX_STDIO_INPUT_0_BYTES 2u
            #define PEX_STDIO_INPUT_1_BYTES (3u)
            #define PEX_STDIO_OUTPUT_COUNT 2u
            #define PEX_STDIO_OUTPUT_0_BYTES 1u
            #define PEX_STDIO_OUTPUT_1_BYTES 1u
            typedef struct stdio_state { uint8_t *arena; } stdio_state;
            int stdio_init(stdio_state *state, void *arena, uint32_t bytes);
            void *stdio_input(const stdio_state *state, uint32_t index);
            const void *stdio_output(const stdio_state *state, uint32_t index);
            int stdio_run(stdio_state *state);
            #endif
            """;

    private static final String SOURCE = """
            #include "stdio.h"
            #include "lib/sum.h"
            int stdio_init(stdio_state *state, void *arena, uint32_t bytes) {
                if (bytes < PEX_STDIO_ARENA_BYTES || (uintptr_t)arena % 4 != 0) { return -2; }
                state->arena = arena;
                return 0;
            }
            void *stdio_input(const stdio_state *state, uint32_t index) { return state->arena + 2 * index; }
            const void *stdio_output(const stdio_state *state, uint32_t index) { return state->arena + 5 + index; }
            int stdio_run(stdio_state *state) {
                uint8_t a = sum(state->arena, 2);
                uint8_t b = sum(state->arena + 2, 3);
                BODY
                state->arena[5] = (uint8_t)(a + b);
                state->arena[6] = (uint8_t)(a - b);
                return 0;
            }
            """;

    @Test
    void compilesAllSourcesAndMovesEveryByte() {
        Bytes output = new HostRunner(CC).run(model(""), "stdio", bytes(1, 2, 250, 0, 7));

        assertThat(output).isEqualTo(bytes(4, 2));
    }

    @Test
    void oneCompilationServesManyRuns() {
        try (HostProgram program = HostProgram.compile(model(""), "stdio", CC)) {
            assertThat(program.run(bytes(1, 1, 1, 1, 1))).isEqualTo(bytes(5, 255));
            assertThat(program.run(bytes(9, 1, 1, 1, 1))).isEqualTo(bytes(13, 7));
            assertThat(program.run(List.of(bytes(1, 1, 1, 1, 1), bytes(9, 1, 1, 1, 1), bytes(0, 0, 0, 0, 0))))
                    .containsExactly(bytes(5, 255), bytes(13, 7), bytes(0, 0));
        }
    }

    @Test
    void aWrongInputSizeSaysWhatIsExpected() {
        assertFails(CC, model(""), bytes(1), Code.BAD_INPUT, "expected 5 bytes of input (2 + 3) but got 1");
    }

    @Test
    void aMissingCompilerIsADiagnostic() {
        HostToolchain missing = CC.withCompiler("no-such-compiler");

        assertFails(missing, model(""), bytes(1, 2, 3, 4, 5), Code.TOOL_FAILED, "cannot be started");
    }

    @Test
    void aRefusingCompilerIsQuoted() {
        assertFails(CC, model("no_such_thing = 1;"), bytes(1, 2, 3, 4, 5), Code.TOOL_FAILED, "no_such_thing");
    }

    @Test
    void extraFlagsReachTheCompiler() {
        HostToolchain strict = CC.withFlags(List.of("-DBROKEN"));
        String body = "\n#ifdef BROKEN\n#error the flag arrived\n#endif\n";

        assertFails(strict, model(body), bytes(1, 2, 3, 4, 5), Code.TOOL_FAILED, "the flag arrived");
    }

    @Test
    void aCompilerWithFlagsIsNoCommand() {
        assertThatThrownBy(
                        () -> new HostRunner(CC.withCompiler("cc -O0")).run(model(""), "stdio", bytes(1, 2, 3, 4, 5)))
                .hasMessageStartingWith("PEX-0306 C compiler 'cc -O0': cannot be started: ")
                .hasMessageEndingWith("(pex.cc is a command or a path without flags; a script can add them)");
    }

    @Test
    void aCrashIsADiagnostic() {
        assertFails(CC, model("__builtin_trap();"), bytes(1, 2, 3, 4, 5), Code.TOOL_FAILED, "ended with status");
    }

    @Test
    void anErrorStatusOfTheModelIsADiagnostic() {
        assertFails(CC, model("if (a == 3) { return -4; }"), bytes(1, 2, 3, 4, 5), Code.TOOL_FAILED, "run failed: -4");
    }

    @Test
    void anEndlessProgramIsEnded() {
        HostToolchain impatient = CC.withLimits(Duration.ofMinutes(5), Duration.ofMillis(200));
        String body = "{ volatile int one = 1; while (one) { } }";

        assertFails(impatient, model(body), bytes(1, 2, 3, 4, 5), Code.TOOL_FAILED, "did not end within");
    }

    @Test
    void aChattyProgramCannotBlock() {
        String body = "for (long i = 0; i < 1000000; i++) { complain(); } return -7;";

        assertFails(CC, model(body), bytes(1, 2, 3, 4, 5), Code.TOOL_FAILED, "chat chat chat");
    }

    @Test
    void nothingIsLeftBehind(@TempDir Path temp) throws IOException {
        Path good = Files.createDirectory(temp.resolve("good"));
        Path bad = Files.createDirectory(temp.resolve("bad"));

        HostProgram.compile(model(""), "stdio", CC, good).close();
        assertThatThrownBy(() -> HostProgram.compile(model("x"), "stdio", CC, bad))
                .isInstanceOf(DiagnosticException.class);

        assertThat(temp).isEmptyDirectory();
    }

    private static void assertFails(
            HostToolchain toolchain, SortedMap<String, Bytes> files, Bytes input, Code code, String message) {
        DiagnosticException e = catchThrowableOfType(
                DiagnosticException.class, () -> new HostRunner(toolchain).run(files, "stdio", input));
        assertThat(e.diagnostics()).singleElement().satisfies(d -> {
            assertThat(d.code()).isEqualTo(code);
            assertThat(d.what()).contains(message);
        });
    }

    private static SortedMap<String, Bytes> model(String body) {
        SortedMap<String, Bytes> files = new TreeMap<>();
        files.put("stdio.h", text(HEADER));
        files.put("stdio.c", text(SOURCE.replace("BODY", body)));
        files.put(
                "lib/sum.h",
                text("#include <stdint.h>\nuint8_t sum(const uint8_t *a, int n);\nvoid complain(void);\n"));
        files.put("lib/sum.c", text("""
                        #include <stdio.h>
                        #include "lib/sum.h"
                        uint8_t sum(const uint8_t *a, int n) { return (uint8_t)(n ? a[0] + sum(a + 1, n - 1) : 0); }
                        void complain(void) { fputs("chat ", stderr); }
                        """));
        files.put("report.json", text("{}"));
        return files;
    }

    private static Bytes text(String text) {
        return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Bytes bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return Bytes.copyOf(bytes);
    }
}
