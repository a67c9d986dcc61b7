package dev.pex.dsltest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.array.NumberArray;
import dev.pex.array.NumberType;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.dsl.ProjectFiles;
import dev.pex.dsl.weights.WeightFile;
import dev.pex.dsl.weights.WeightLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of arrays: what is read, and that damaged ones end in one diagnostic. */
class WeightFileTest {
    private static final String FLOATS = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }\n";

    private static WeightFile parse(byte[] content) {
        return WeightFile.parse("w", content, WeightLayout.TFLITE);
    }

    @Test
    void safetensors() {
        WeightFile file = parse(new ArrayFiles()
                .floats("a/kernel:0", "[2, 1]", 1.5f, -2f)
                .ints("b", "[]", 7)
                .safetensors());
        assertThat(file.arrays()).containsOnlyKeys("a.weight", "b");
        NumberArray a = file.find("a/weight").orElseThrow();
        assertThat(a.shape()).isEqualTo(List.of(2, 1));
        assertThat(a.floats()).containsExactly(1.5f, -2f);
        assertThat(file.find("b").orElseThrow().integers()).containsExactly(7);
    }

    @Test
    void numbersOfAllTypes() {
        byte[] halves = {0, 0x3c, 1, 0, 0, (byte) 0xfc, (byte) 0xff, 0x7b, 0, (byte) 0xc0};
        WeightFile file = parse(new ArrayFiles()
                .array("half", "F16", "[5]", halves)
                .array("brain", "BF16", "[1]", new byte[] {(byte) 0xc0, 0x3f})
                .array("double", "F64", "[1]", new byte[] {0, 0, 0, 0, 0, 0, 4, (byte) 0xc0})
                .array("unsigned", "U8", "[1]", new byte[] {-1})
                .array("word", "U16", "[1]", new byte[] {-1, -1})
                .array("wide", "U32", "[1]", new byte[] {-1, -1, -1, -1})
                .array("short", "I16", "[1]", new byte[] {0, -1})
                .array("long", "I64", "[1]", new byte[] {1, 0, 0, 0, 0, 0, 0, 0})
                .safetensors());
        assertThat(file.find("half").orElseThrow().floats())
                .containsExactly(1f, 0x1p-24f, Float.NEGATIVE_INFINITY, 65504f, -2f);
        assertThat(file.find("brain").orElseThrow().floats()).containsExactly(1.5f);
        assertThat(file.find("double").orElseThrow().floats()).containsExactly(-2.5f);
        assertThat(file.find("unsigned").orElseThrow().integers()).containsExactly(255);
        assertThat(file.find("word").orElseThrow().integers()).containsExactly(65535);
        assertThat(file.find("wide").orElseThrow().integers()).containsExactly(4294967295L);
        assertThat(file.find("short").orElseThrow().integers()).containsExactly(-256);
        assertThat(file.find("long").orElseThrow().integers()).containsExactly(1);
    }

    @Test
    void archivesOfNumpy() {
        byte[] array = ArrayFiles.npy(
                FLOATS, (byte) 0, (byte) 0, (byte) 0x80, (byte) 0x3f, (byte) 0, (byte) 0, (byte) 0, (byte) 0x40);
        WeightFile file = parse(ArrayFiles.npz(Map.of("fc/bias.npy", array)));
        NumberArray bias = file.find("fc.bias").orElseThrow();
        assertThat(bias.floats()).containsExactly(1f, 2f);
        assertThat(bias.shape()).isEqualTo(List.of(1, 2));
        assertThat(bias.type()).isEqualTo(NumberType.FLOAT32);
    }

    @Test
    void arraysAlone(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("x.npy"), ArrayFiles.npy(FLOATS, new byte[8]));
        Files.write(folder.resolve("y.npy"), ArrayFiles.npy(FLOATS));
        ProjectFiles files = new ProjectFiles(folder);
        assertThat(files.array("x.npy").floats()).containsExactly(0f, 0f);
        assertThatThrownBy(() -> files.array("y.npy"))
                .hasMessageStartingWith("PEX-0401 y.npy: it has 0 bytes of numbers; its shape [1, 2] of FLOAT32 takes 8"
                        + " (write it with numpy.save)");
        assertThatThrownBy(() -> files.array("z.npy"))
                .hasMessage("PEX-0401 z.npy: it does not exist (paths are relative to the project's folder)");
        assertThat(files.opened()).hasSize(3);
    }

    @Test
    void damagedSafetensors() {
        ArrayFiles files = new ArrayFiles().floats("a", "[2]", 1f, 2f);
        rejects(new byte[3], "it is too short for a safetensors file: 3 bytes");
        rejects(new byte[] {1, 0, 0, 0, 0, 0, 0, 0x7f, '{', '}'}, "its first eight bytes give a header of");
        rejects(files.safetensors("{\"a\":{}}"), "the array 'a' does not have a dtype, a shape and two data_offsets");
        rejects(files.safetensors("{\"a\":"), "its header has no '{' at byte 5");
        rejects(files.safetensors("{\"a"), "its header ends within a string");
        rejects(files.safetensors("{\"\\x\":{}}"), "its header has a bad escape");
        rejects(files.safetensors("{} x"), "its header continues after its end");
        rejects(files.safetensors(entry("F31", "[2]", "[0,8]")), "the array 'a' is of the type 'F31'; supported: F16");
        rejects(files.safetensors(entry("F32", "[3]", "[0,8]")), "has 8 bytes; its shape [3] of F32 takes 12");
        rejects(files.safetensors(entry("F32", "[2]", "[4,12]")), "the array 'a' lies at [4, 12) of 8 bytes");
        rejects(files.safetensors(entry("F32", "[2]", "[8,0]")), "the array 'a' lies at [8, 0) of 8 bytes");
        rejects(files.safetensors(entry("F32", "[-1]", "[0,8]")), "is no size");
        rejects(files.safetensors(entry("F32", "[99999999999]", "[0,8]")), "is no size");
        rejects(
                files.safetensors(entry("F32", "[2000000000,2000000000,2000000000]", "[0,8]")),
                "takes more than 2 GiB");
        String twice = entry("F32", "[2]", "[0,8]");
        rejects(
                files.safetensors(twice.substring(0, twice.length() - 1) + "," + twice.substring(1)),
                "its header names the array 'a' twice");
        rejects(
                new ArrayFiles()
                        .floats("a.weight", "[0]")
                        .floats("a/kernel", "[0]")
                        .safetensors(),
                "it has two arrays each for a.weight");
    }

    @Test
    void damagedArchives() {
        rejects(new byte[] {'P', 'K', 3, 4, 0}, "it is a damaged ZIP archive");
        rejects(ArrayFiles.npz(Map.of("a.txt", new byte[1])), "its entry 'a.txt' is no .npy file");
        rejects(
                ArrayFiles.npz(Map.of("a.npy", new byte[1])),
                "in its entry 'a.npy': it does not begin as a NumPy array");
    }

    /** If bytes are changed or cut off, the result is a file or one diagnostic. */
    @Test
    void noDamageIsAnotherException() {
        byte[] tensors = new ArrayFiles()
                .floats("a/kernel:0", "[2, 1]", 1.5f, -2f)
                .ints("b", "[]", 7)
                .safetensors();
        byte[] archive = ArrayFiles.npz(Map.of("a.npy", ArrayFiles.npy(FLOATS, new byte[8])));
        SplittableRandom random = new SplittableRandom(5);
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] good = i % 2 == 0 ? tensors : archive;
            byte[] bad = Arrays.copyOf(good, i % 3 == 0 ? random.nextInt(good.length) : good.length);
            for (int j = 0; j <= i % 4 && bad.length > 0; j++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try {
                parse(bad);
            } catch (DiagnosticException e) {
                refused++;
                assertThat(e.diagnostics()).hasSize(1);
            }
        }
        assertThat(refused).isGreaterThan(2_500);
    }

    private static String entry(String type, String shape, String offsets) {
        return "{\"a\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}}".formatted(type, shape, offsets);
    }

    private static void rejects(byte[] content, String message) {
        assertThatThrownBy(() -> parse(content))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageStartingWith("PEX-0401 w: ")
                .hasMessageContaining(message);
    }
}
