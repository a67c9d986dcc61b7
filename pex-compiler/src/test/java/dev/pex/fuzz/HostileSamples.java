package dev.pex.fuzz;

import dev.pex.calibration.CalibrationFiles;
import dev.pex.calibration.CalibrationReader;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** A file as an image, as sound, and as what is said of the numbers of both. */
final class HostileSamples {
    private static final String MAPPING = "samples.properties";
    private static final byte[] SAID = "pixels = 0..1\nsound = -1..1\nhop = 2\n".getBytes(StandardCharsets.US_ASCII);

    private HostileSamples() {}

    static void read(byte[] file) {
        for (int channels : List.of(1, 3)) {
            Tensor image = input(List.of(1, 2, 2, channels));
            read(Map.of("a.png", file, MAPPING, SAID), image);
            read(Map.of("a.bmp", file, MAPPING, SAID), image);
            read(Map.of("a.wav", file, MAPPING, SAID), input(List.of(1, 4, channels)));
        }
        read(Map.of("a.png", image("png"), MAPPING, file), input(List.of(1, 2, 2, 3)));
    }

    static Stream<byte[]> seeds() {
        return Stream.of(image("png"), image("bmp"), sound(), SAID);
    }

    private static void read(Map<String, byte[]> files, Tensor input) {
        TreeMap<String, Bytes> contents = new TreeMap<>();
        files.forEach((name, content) -> contents.put(name, Bytes.copyOf(content)));
        try {
            CalibrationReader.read(new CalibrationFiles("samples", contents), List.of(input));
        } catch (DiagnosticException refused) {
            Hostile.requireWords(refused);
        }
    }

    private static Tensor input(List<Integer> shape) {
        return new Tensor(
                0, "in", shape, Extent.ofShape(shape), ElementType.FLOAT32, Optional.empty(), Optional.empty());
    }

    private static byte[] image(String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB), format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Six frames of one channel, 16 bits each. */
    private static byte[] sound() {
        return ByteBuffer.allocate(56)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(48)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(8000)
                .putInt(16000)
                .putShort((short) 2)
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(12)
                .array();
    }
}
