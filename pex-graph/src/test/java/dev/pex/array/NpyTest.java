package dev.pex.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Files of {@code numpy.save}: what is read, and what a damaged one is told. */
class NpyTest {
    private static final byte[] PAIR = ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putFloat(1.5f)
            .putFloat(-2)
            .array();

    private static byte[] npy(String descr, String shape, byte... numbers) {
        return file("{'descr': '" + descr + "', 'fortran_order': False, 'shape': (" + shape + "), }\n", 1, numbers);
    }

    private static byte[] file(String header, int version, byte... numbers) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer length = ByteBuffer.allocate(version == 1 ? 2 : 4).order(ByteOrder.LITTLE_ENDIAN);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        file.writeBytes((version == 1 ? length.putShort((short) text.length) : length.putInt(text.length)).array());
        file.writeBytes(text);
        file.writeBytes(numbers);
        return file.toByteArray();
    }

    private static double[] numbers(String descr, int... bytes) throws MalformedFileException {
        byte[] little = new byte[bytes.length];
        byte[] big = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            little[i] = (byte) bytes[i];
            big[bytes.length - 1 - i] = (byte) bytes[i];
        }
        double[] read = Npy.read(npy("<" + descr, "", little)).doubles();
        assertThat(Npy.read(npy(">" + descr, "", big)).doubles()).isEqualTo(read);
        return read;
    }

    @Test
    void numbersOfAllTypesInBothOrdersOfBytes() throws MalformedFileException {
        assertThat(numbers("f2", 0x00, 0xc0)).containsExactly(-2);
        assertThat(numbers("f4", 0x00, 0x00, 0xc0, 0x3f)).containsExactly(1.5);
        assertThat(numbers("f8", 0, 0, 0, 0, 0, 0, 0x04, 0xc0)).containsExactly(-2.5);
        assertThat(numbers("i1", 0xff)).containsExactly(-1);
        assertThat(numbers("i2", 0xfe, 0xff)).containsExactly(-2);
        assertThat(numbers("i4", 0xfe, 0xff, 0xff, 0xff)).containsExactly(-2);
        assertThat(numbers("i8", 1, 0, 0, 0, 0, 1, 0, 0)).containsExactly(0x10000000001L);
        assertThat(numbers("b1", 1)).containsExactly(1);
        assertThat(numbers("u1", 0xff)).containsExactly(255);
        assertThat(numbers("u2", 0xfe, 0xff)).containsExactly(65534);
        assertThat(numbers("u4", 0xfe, 0xff, 0xff, 0xff)).containsExactly(4294967294L);
    }

    @Test
    void shapesAndVersions() throws MalformedFileException {
        NumberArray array = Npy.read(npy("<f4", "2, 1", PAIR));
        assertThat(array.shape()).isEqualTo(List.of(2, 1));
        assertThat(array.type()).isEqualTo(NumberType.FLOAT32);
        assertThat(array.floats()).containsExactly(1.5f, -2f);
        assertThat(Npy.read(npy("|u1", "2,", (byte) 3, (byte) -1)).integers()).containsExactly(3, 255);
        assertThat(Npy.read(npy("<f4", "0, 7")).size()).isZero();
        String header = "{\"other\": 1, 'shape':(2,),'fortran_order':False,'descr' : '=f4'}";
        for (int version = 1; version <= 3; version++) {
            assertThat(Npy.read(file(header, version, PAIR)).floats()).containsExactly(1.5f, -2f);
        }
    }

    @Test
    void largeIntegersAreRoundedOnce() throws MalformedFileException {
        // Halfway between two float32, but for a last bit that float64 does not keep.
        long value = (1L << 62) + (1L << 38) + 1;
        byte[] bytes = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
        assertThat(Npy.read(npy("<i8", "", bytes)).floats()).containsExactly(Math.nextUp((float) (1L << 62)));
    }

    @Test
    void damage() {
        rejects(new byte[9], "it does not begin as a NumPy array does");
        rejects(file("", 4), "it has the version 4 of NumPy's format; supported: 1 to 3");
        rejects(Arrays.copyOf(file("", 2), 11), "it ends in its header");
        rejects(Arrays.copyOf(npy("<f4", "2", PAIR), 40), "bytes does not fit into 40");
        rejects(file("", 1), "its header has no valid 'descr'");
        rejects(file("{'descr': '<f4'", 1), "its header has no valid 'fortran_order'");
        rejects(file("{'descr': '<f4', 'fortran_order': True", 1), "its order is Fortran's; save numpy.ascontiguous");
        for (String descr : List.of("<c8", "|S4", "|O8", "<U3", "f3")) {
            String type = descr.replaceAll("[<|]", "");
            rejects(npy(descr, "1,", new byte[8]), "its numbers are '" + type + "'; supported: f2, f4, f8, i1, ");
        }
    }

    @Test
    void shapesThatLie() {
        rejects(npy("<f4", "3,", PAIR), "it has 8 bytes of numbers; its shape [3] of FLOAT32 takes 12");
        rejects(npy("<f4", "0, 999999999", PAIR), "it has 8 bytes of numbers; its shape [0, 999999999] of FLOAT32");
        rejects(npy("<f4", "999999999, 999999999, 999999999", PAIR), "takes more than 2 GiB");
        rejects(npy("<f4", "2; 1", PAIR), "its header has no valid 'shape'");
        rejects(npy("<f4", "1 2", PAIR), "'1 2' is no size");
        rejects(npy("<f4", "99999999999", PAIR), "'99999999999' is no size");
        rejects(npy("<f4", "9999999999", PAIR), "the size 9999999999 is too large");
        rejects(npy("<f4", "1, ".repeat(65), PAIR), "its shape has more than 64 dimensions");
    }

    /** If bytes are changed or cut off, the result is an array or a message. */
    @Test
    void noDamageIsAnotherException() {
        byte[] good = npy(">f4", "2, 1", PAIR);
        SplittableRandom random = new SplittableRandom(8);
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] bad = Arrays.copyOf(good, i % 3 == 0 ? random.nextInt(good.length) : good.length);
            for (int j = 0; j <= i % 4 && bad.length > 0; j++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try {
                Npy.read(bad);
            } catch (MalformedFileException e) {
                refused++;
                assertThat(e.what()).isNotBlank();
            }
        }
        assertThat(refused).isBetween(2_500, 4_999);
    }

    private static void rejects(byte[] file, String message) {
        assertThatThrownBy(() -> Npy.read(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining(message);
    }
}
