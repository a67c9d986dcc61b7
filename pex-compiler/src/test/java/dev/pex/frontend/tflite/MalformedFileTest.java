package dev.pex.frontend.tflite;

import static dev.pex.frontend.tflite.file.BuiltinOperator.ADD;
import static dev.pex.frontend.tflite.file.BuiltinOperator.AVERAGE_POOL_2D;
import static dev.pex.frontend.tflite.file.BuiltinOperator.CONV_2D;
import static dev.pex.frontend.tflite.file.BuiltinOperator.DEPTHWISE_CONV_2D;
import static dev.pex.frontend.tflite.file.BuiltinOperator.FULLY_CONNECTED;
import static dev.pex.frontend.tflite.file.BuiltinOperator.RESHAPE;
import static dev.pex.frontend.tflite.file.BuiltinOperator.SOFTMAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.diagnostic.Diagnostics;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MalformedFileTest {
    private static final int[] MASKS = {0x80, 0x01};

    /** A model with convolution, depthwise convolution, pool, addition, reshape, fully connected, softmax. */
    static ModelWriter smallModel() {
        ModelWriter m = new ModelWriter();
        int in = m.activation("in", 1, 4, 4, 2);
        int conv = m.activation("conv", 1, 4, 4, 3);
        int depthwise = m.activation("depthwise", 1, 2, 2, 3);
        int sum = m.activation("sum", 1, 2, 2, 3);
        int pool = m.activation("pool", 1, 1, 1, 3);
        int flat = m.activation("flat", 1, 3);
        int dense = m.activation("dense", 1, 5);
        int out = m.quantized("out", ModelWriter.INT8, 1f / 256, -128, 1, 5);
        int filter = m.weights("filter", 3, 3, 3, 3, 2);
        m.change(filter, t -> {
            t.scales = new float[] {0.1f, 0.2f, 0.3f};
            t.zeroPoints = new long[3];
        });
        int bias = m.vector("bias", 1, -2, 3);
        m.operator(CONV_2D, new int[] {in, filter, bias}, new int[] {conv}, ModelWriter.convolution(0, 1, 1, 1));
        int taps = m.weights("taps", -2, 1, 3, 3, 3);
        m.operator(
                DEPTHWISE_CONV_2D, new int[] {conv, taps, -1}, new int[] {depthwise}, ModelWriter.depthwise(0, 2, 1));
        m.operator(ADD, new int[] {depthwise, m.weights("offset", 7, 3)}, sum);
        m.operator(AVERAGE_POOL_2D, new int[] {sum}, new int[] {pool}, ModelWriter.pool(1, 1, 2));
        m.operator(RESHAPE, new int[] {pool, m.vector("shape", 1, 3)}, flat);
        m.operator(
                FULLY_CONNECTED,
                new int[] {flat, m.weights("matrix", 1, 5, 3)},
                new int[] {dense},
                ModelWriter.flag(0, 3));
        m.operator(SOFTMAX, new int[] {dense}, new int[] {out}, ModelWriter.softmax(1));
        return m.network(new int[] {in}, out);
    }

    @Test
    void smallModelIsValid() {
        assertThat(Reading.read(smallModel()).operators()).hasSize(7);
    }

    @Test
    void emptyFileIsNoModel() {
        assertThat(Reading.faults(new byte[0]))
                .singleElement()
                .extracting(Diagnostic::code)
                .isEqualTo(Code.NOT_A_MODEL);
    }

    @Test
    void textFileIsNoModel() {
        byte[] text = "This is a text, not a model; it has\nseveral lines.".getBytes(StandardCharsets.UTF_8);
        assertThat(Reading.faults(text)).singleElement().satisfies(d -> {
            assertThat(d.code()).isEqualTo(Code.NOT_A_MODEL);
            assertThat(d.what()).contains("' is '", "TFL3");
        });
    }

    @Test
    void otherIdentifierAndVersionAreNoModel() {
        ModelWriter identifier = smallModel();
        identifier.identifier = "TFL2";
        Reading.assertRefused(identifier, Code.NOT_A_MODEL, "TFL2");
        ModelWriter version = smallModel();
        version.version = 2;
        Reading.assertRefused(version, Code.NOT_A_MODEL, "schema version is 2");
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] whole = smallModel().bytes();
        for (int length = 0; length < whole.length; length++) {
            assertThat(readsOrRefuses(Arrays.copyOf(whole, length)))
                    .as("cut to %s bytes", length)
                    .isFalse();
        }
    }

    @Test
    void aFileThatWasCutOffSaysWhatIsMissing() {
        byte[] whole = smallModel().bytes();
        int length = whole.length / 2;
        assertThat(Reading.faults(Arrays.copyOf(whole, length))).first().satisfies(d -> {
            assertThat(d.code()).isEqualTo(Code.MALFORMED_MODEL);
            assertThat(d.what())
                    .matches(".+ at byte [0-9]+: it would take [0-9]+ bytes, but the file ends after " + length);
            assertThat(d.help()).isEqualTo("the file is damaged or was cut off: copy or export it again");
        });
    }

    @Test
    void aTableWithoutSizeIsNone() {
        byte[] file = smallModel().bytes();
        ByteBuffer words = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int table = words.getInt(0);
        int vtable = table - words.getInt(table);
        words.putShort(vtable, (short) 3);
        assertThat(Reading.faults(file))
                .singleElement()
                .extracting(Diagnostic::what)
                .isEqualTo("vtable of model at byte " + vtable + ": its size of 3 bytes is impossible");
    }

    @Test
    void everyChangedByteIsReadOrRefused() {
        byte[] whole = smallModel().bytes();
        int read = 0;
        for (int at = 0; at < whole.length; at++) {
            byte original = whole[at];
            for (int mask : MASKS) {
                whole[at] = (byte) (original ^ mask);
                read += readsOrRefuses(whole) ? 1 : 0;
            }
            for (byte value : new byte[] {0, -1, (byte) (original + 1)}) {
                whole[at] = value;
                read += readsOrRefuses(whole) ? 1 : 0;
            }
            whole[at] = original;
        }
        assertThat(read).isPositive();
    }

    @Test
    void everyChangedWordIsReadOrRefused() {
        byte[] whole = smallModel().bytes();
        ByteBuffer words = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + 4 <= whole.length; at += 4) {
            int original = words.getInt(at);
            for (int value : new int[] {Integer.MIN_VALUE, Integer.MAX_VALUE, -at, whole.length, 0x7f800000}) {
                words.putInt(at, value);
                readsOrRefuses(whole);
            }
            words.putInt(at, original);
        }
    }

    @Test
    void offsetOutsideTheFileNamesWhatWasRead() {
        byte[] file = smallModel().bytes();
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 0x7ffffff0);
        assertThat(Reading.faults(file)).singleElement().satisfies(d -> {
            assertThat(d.code()).isEqualTo(Code.MALFORMED_MODEL);
            assertThat(d.what()).contains("model at byte 2147483632");
        });
    }

    /** A million entries that are all the same table would take many times the file's size. */
    @Test
    void overlappingTablesAreRefused() {
        int entries = 1 << 20;
        ByteBuffer file = ByteBuffer.allocate(100 + 4 * entries).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0, 24).put(4, "TFL3".getBytes(StandardCharsets.US_ASCII));
        // Model: vtable at 8, table at 24 with version and subgraphs.
        file.putShort(8, (short) 10)
                .putShort(10, (short) 12)
                .putShort(12, (short) 4)
                .putShort(16, (short) 8);
        file.putInt(24, 16).putInt(28, 3).putInt(32, 4);
        // One subgraph: vtable at 44, table at 56 with tensors.
        file.putInt(36, 1).putInt(40, 16);
        file.putShort(44, (short) 6).putShort(46, (short) 8).putShort(48, (short) 4);
        file.putInt(56, 12).putInt(60, 32);
        // An empty table at the end with its vtable at 68, and the vector of tensors at 92.
        file.putShort(68, (short) 4).putShort(70, (short) 4);
        int table = 96 + 4 * entries;
        file.putInt(table, table - 68);
        file.putInt(92, entries);
        for (int at = 96; at < table; at += 4) {
            file.putInt(at, table - at);
        }
        assertThat(Reading.faults(file.array())).singleElement().satisfies(d -> {
            assertThat(d.code()).isEqualTo(Code.MALFORMED_MODEL);
            assertThat(d.what()).contains("overlaps");
        });
    }

    /** Whether a file reads; anything but a graph or a diagnostic fails the test. */
    private static boolean readsOrRefuses(byte[] file) {
        try {
            TfliteFrontEnd.read("model", file, new Diagnostics());
            return true;
        } catch (DiagnosticException refused) {
            assertThat(refused.diagnostics()).isNotEmpty();
            return false;
        }
    }
}
