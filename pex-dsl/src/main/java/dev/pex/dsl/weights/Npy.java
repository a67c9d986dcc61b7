package dev.pex.dsl.weights;

import static dev.pex.dsl.weights.MalformedFileException.require;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.graph.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** NumPy's file of one array, versions 1 to 3: a magic number, a header that looks like a dictionary of Python, numbers. */
public final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LARGEST_HEADER = 1 << 16;
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']{1,8})'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]*)\\)");
    private static final Map<String, NumberType> TYPES = Map.ofEntries(
            Map.entry("<f2", NumberType.FLOAT16),
            Map.entry("<f4", NumberType.FLOAT32),
            Map.entry("<f8", NumberType.FLOAT64),
            Map.entry("|i1", NumberType.INT8),
            Map.entry("|u1", NumberType.UINT8),
            Map.entry("<i2", NumberType.INT16),
            Map.entry("<i4", NumberType.INT32),
            Map.entry("<i8", NumberType.INT64));

    private Npy() {}

    /**
     * Reads a {@code .npy} file.
     *
     * @param file for messages
     * @throws DiagnosticException when it is damaged, or of a type that has no use here
     */
    public static WeightArray parse(String file, byte[] content) {
        try {
            return read(content);
        } catch (MalformedFileException e) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.WEIGHTS_UNREADABLE, file, e.what(), "it is to be an array that numpy.save wrote"));
        }
    }

    static WeightArray read(byte[] content) throws MalformedFileException {
        require(
                content.length >= 10 && Arrays.equals(Arrays.copyOf(content, MAGIC.length), MAGIC),
                "it does not begin as a NumPy array does");
        int version = content[MAGIC.length];
        require(
                version >= 1 && version <= 3,
                "it has the version " + version + " of NumPy's format; supported: 1 to 3");
        ByteBuffer buffer = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        int start = version == 1 ? 10 : 12;
        require(content.length >= start, "it ends in its header");
        long length = version == 1 ? Short.toUnsignedInt(buffer.getShort(8)) : Integer.toUnsignedLong(buffer.getInt(8));
        require(
                length <= LARGEST_HEADER && start + length <= content.length,
                "its header of " + length + " bytes does not fit into " + content.length);
        String header = new String(content, start, (int) length, StandardCharsets.UTF_8);
        NumberType type = type(header);
        require(find(ORDER, header, "fortran_order").equals("False"), "its order is Fortran's; save a C-ordered array");
        List<Integer> shape = shape(header);
        int data = start + (int) length;
        long size = Dimensions.bytes(shape, type);
        require(
                size == content.length - data,
                "it has " + (content.length - data) + " bytes of numbers; its shape " + shape + " of " + type
                        + " takes " + (size > Integer.MAX_VALUE ? "more than 2 GiB" : String.valueOf(size)));
        return new WeightArray(shape, type, Bytes.copyOf(Arrays.copyOfRange(content, data, content.length)));
    }

    private static NumberType type(String header) throws MalformedFileException {
        String name = find(TYPE, header, "descr");
        NumberType type = TYPES.get(name.startsWith("<i1") || name.startsWith("<u1") ? "|" + name.substring(1) : name);
        if (type == null) {
            throw new MalformedFileException(
                    "its numbers are '" + name + "'; supported: little-endian f2, f4, f8, i1, u1," + " i2, i4, i8");
        }
        return type;
    }

    private static List<Integer> shape(String header) throws MalformedFileException {
        List<Integer> shape = new ArrayList<>();
        for (String dimension : find(SHAPE, header, "shape").split(",", -1)) {
            if (!dimension.isBlank()) {
                shape.add(Dimensions.parse(dimension.strip()));
            }
        }
        return shape;
    }

    private static String find(Pattern pattern, String header, String key) throws MalformedFileException {
        Matcher matcher = pattern.matcher(header);
        require(matcher.find(), "its header has no valid '" + key + "'");
        return matcher.group(1);
    }
}
