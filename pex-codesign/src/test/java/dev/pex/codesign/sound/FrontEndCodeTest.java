package dev.pex.codesign.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The C sources compute the bits of the Java class, without undefined behaviour and without a warning of a compiler. */
class FrontEndCodeTest {
    private static final long SEED = Long.getLong("pex.test.seed", 1);
    private static final List<String> WARNINGS =
            List.of("-Wall", "-Wextra", "-Wconversion", "-Wsign-conversion", "-Wshadow", "-Wcast-align", "-Werror");
    private static final List<String> SANITIZERS = List.of("-fsanitize=address,undefined", "-fno-sanitize-recover=all");

    /** Reads frames from its input; writes int8 and int16 features of each. */
    private static final String MAIN = """
            #include "front.h"
            #include <stdio.h>

            int main(void) {
                static int16_t samples[FRONT_WINDOW];
                static int32_t work[FRONT_WORK];
                static int8_t small[FRONT_FEATURES];
                static int16_t large[FRONT_FEATURES];
                while (fread(samples, sizeof(int16_t), FRONT_WINDOW, stdin) == FRONT_WINDOW) {
                    pex_logmel_s8(&front, samples, work, small);
                    fwrite(small, 1, FRONT_FEATURES, stdout);
                    pex_logmel_s16(&front, samples, work, large);
                    fwrite(large, sizeof(int16_t), FRONT_FEATURES, stdout);
                }
                return 0;
            }
            """;

    @TempDir
    Path folder;

    static List<SoundSettings> settings() {
        return List.of(
                SoundSettings.speech(16_000),
                SoundSettings.speech(8000).withCoefficients(13),
                new SoundSettings(16_000, 32, 16, 32, 4, 0, 8000, 4, -20, 64),
                new SoundSettings(48_000, 4096, 1024, 4096, 128, 30, 24_000, 0, 20, 1));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void cComputesTheSameBits(SoundSettings settings) throws IOException, InterruptedException {
        FrontEnd front = new FrontEnd(settings);
        write(front);
        List<short[]> sounds = Sounds.all(settings.window(), 64, SEED);
        Path input = folder.resolve("sounds");
        ByteBuffer frames =
                ByteBuffer.allocate(2 * settings.window() * sounds.size()).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer expected =
                ByteBuffer.allocate(3 * settings.width() * sounds.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (short[] sound : sounds) {
            for (short sample : sound) {
                frames.putShort(sample);
            }
            byte[] small = new byte[settings.width()];
            front.compute(sound, 0, 1, small, 0);
            expected.put(small);
            for (short feature : front.frame(sound, 0)) {
                expected.putShort(feature);
            }
        }
        Files.write(input, frames.array());
        List<String> command =
                command("cc", "-std=c99", "-pedantic", "-O1", "main.c", "front.c", "pex_logmel.c", "-o", "program");
        command.addAll(SANITIZERS);
        run(command, Optional.empty());

        assertThat(run(List.of("./program"), Optional.of(input)))
                .as("seed %d", SEED)
                .isEqualTo(expected.array());
    }

    @Test
    void itIsCAndCPlusPlusForEachCompiler() throws IOException, InterruptedException {
        write(new FrontEnd(SoundSettings.speech(16_000)));
        for (List<String> compiler : List.of(
                List.of("gcc", "-std=c99", "-pedantic", "-Wstrict-prototypes"),
                List.of("g++", "-x", "c++", "-std=c++17"),
                List.of("clang", "-std=c99", "-pedantic"),
                List.of("clang++", "-x", "c++", "-std=c++17"))) {
            if (has(compiler.get(0))) {
                List<String> command = command(compiler.toArray(String[]::new));
                command.addAll(List.of("-O2", "-fsyntax-only", "front.c", "pex_logmel.c", "main.c"));
                run(command, Optional.empty());
            }
        }
    }

    /** The functions of a front end call nothing outside, and keep nothing between calls. */
    @Test
    void itNeedsNoLibrary() throws IOException, InterruptedException {
        Assumptions.assumeTrue(has("nm"), "nm is not installed");
        write(new FrontEnd(SoundSettings.speech(16_000)));
        run(
                command("cc", "-std=c99", "-O2", "-ffreestanding", "-c", "pex_logmel.c", "-o", "pex_logmel.o"),
                Optional.empty());

        String symbols = new String(run(List.of("nm", "pex_logmel.o"), Optional.empty()), StandardCharsets.UTF_8);

        assertThat(symbols.lines().filter(line -> line.matches(".* [UBDCbd] .*")))
                .isEmpty();
    }

    /** Versions of clang-format disagree in details; one of them is the rule, as for the kernels. */
    @Test
    void itIsFormattedAsTheKernelsAre() throws IOException, InterruptedException {
        Assumptions.assumeTrue(has("clang-format"), "clang-format is not installed");
        String version =
                new String(run(List.of("clang-format", "--version"), Optional.empty()), StandardCharsets.UTF_8);
        Assumptions.assumeTrue(version.contains("version 14."), "another version of clang-format");
        write(new FrontEnd(SoundSettings.speech(16_000)));
        Files.copy(Path.of("..", "pex-runtime-c", ".clang-format"), folder.resolve(".clang-format"));

        run(List.of("clang-format", "--dry-run", "-Werror", "pex_logmel.c", "pex_logmel.h"), Optional.empty());
    }

    @Test
    void namesAreIdentifiers() {
        FrontEnd front = new FrontEnd(SoundSettings.speech(8000));
        assertThatThrownBy(() -> FrontEndCode.files("a-b", front)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FrontEndCode.files("pex_logmel", front)).isInstanceOf(IllegalArgumentException.class);
    }

    private void write(FrontEnd front) throws IOException, InterruptedException {
        Assumptions.assumeTrue(has("cc"), "cc is not installed");
        for (Map.Entry<String, Bytes> file : FrontEndCode.files("front", front).entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue().toArray());
        }
        Files.writeString(folder.resolve("main.c"), MAIN);
    }

    private static List<String> command(String... words) {
        List<String> command = new ArrayList<>(List.of(words));
        command.addAll(WARNINGS);
        return command;
    }

    private byte[] run(List<String> command, Optional<Path> input) throws IOException, InterruptedException {
        Path errors = folder.resolve("errors");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
        input.ifPresent(file -> builder.redirectInput(file.toFile()));
        Process process = builder.start();
        byte[] output;
        try (InputStream stream = process.getInputStream()) {
            output = stream.readAllBytes();
        }
        assertThat(process.waitFor())
                .as("%s: %s", command, Files.readString(errors))
                .isZero();
        return output;
    }

    private static boolean has(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
