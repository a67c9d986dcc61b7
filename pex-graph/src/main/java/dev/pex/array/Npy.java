package dev.pex.array;

import static dev.pex.array.MalformedFileException.require;

import dev.pex.tensor.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * NumPy's file format for one array, versions 1 to 3: a magic number, a header in the syntax of a Python dictionary, and the
 * numbers in either byte order, row-major.
 */
public final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LARGEST_HEADER = 1 << 16;

    /** The most dimensions of an array, as in NumPy. */
    private static final int HIGHEST_RANK = 64;

    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)([^']{1,8})'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]*)\\)");
    private static final Map<String, NumberType> TYPES = Map.ofEntries(
            Map.entry("f2", NumberType.FLOAT16),
            Map.entry("f4", NumberType.FLOAT32),
            Map.entry("f8", NumberType.FLOAT64),
            Map.entry("i1", NumberType.INT8),
            Map.entry("i2", NumberType.INT16),
            Map.entry("i4", NumberType.INT32),
            Map.entry("i8", NumberType.INT64),
            // Booleans are bytes of 0 and 1.
            Map.entry("b1", NumberType.UINT8),
            Map.entry("u1", NumberType.UINT8),
            Map.entry("u2", NumberType.UINT16),
            Map.entry("u4", NumberType.UINT32));

    /** What the format calls each type; it has no bfloat16. */
    private static final Map<NumberType, String> TYPE_NAMES = TYPES.entrySet().stream()
            .filter(entry -> !entry.getKey().equals("b1"))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private static final int ALIGNMENT = 64;

    private Npy() {}

    /**
     * Reads an array.
     *
     * @param content the file's content
     * @throws MalformedFileException when it is damaged, or of a kind that is not supported
     */
    public static NumberArray read(byte[] content) throws MalformedFileException {
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
        Matcher types = find(TYPE, header, "descr");
        NumberType type = type(types.group(2));
        require(
                find(ORDER, header, "fortran_order").group(1).equals("False"),
                "its order is Fortran's; save numpy.ascontiguousarray of it");
        List<Integer> shape = shape(find(SHAPE, header, "shape").group(1));
        int data = start + (int) length;
        long size = Dimensions.bytes(shape, type);
        require(
                size == content.length - data,
                "it has " + (content.length - data) + " bytes of numbers; its shape " + shape + " of " + type
                        + " takes " + (size > Integer.MAX_VALUE ? "more than 2 GiB" : String.valueOf(size)));
        byte[] numbers = Arrays.copyOfRange(content, data, content.length);
        if (types.group(1).equals(">")) {
            reverse(numbers, type.bytes());
        }
        return new NumberArray(shape, type, Bytes.copyOf(numbers));
    }

    /**
     * The file of an array, as {@code numpy.save} writes it: version 1, and a header that fills a multiple of 64 bytes.
     *
     * @throws IllegalArgumentException for bfloat16, which the format does not have
     */
    public static byte[] write(NumberArray array) {
        byte[] header = header(array.shape(), array.type());
        return ByteBuffer.allocate(Math.addExact(header.length, array.values().size()))
                .put(header)
                .put(array.values().asBuffer())
                .array();
    }

    /**
     * What precedes the numbers of an array in its file.
     *
     * @throws IllegalArgumentException for bfloat16, which the format does not have
     */
    public static byte[] header(List<Integer> shape, NumberType type) {
        if (!TYPE_NAMES.containsKey(type)) {
            throw new IllegalArgumentException("no .npy file has " + type);
        }
        String sizes = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
        String text = "{'descr': '" + (type.bytes() == 1 ? '|' : '<') + TYPE_NAMES.get(type)
                + "', 'fortran_order': False, 'shape': (" + sizes + (shape.size() == 1 ? "," : "") + "), }";
        int length = MAGIC.length + 4 + text.length() + 1;
        text += " ".repeat(-length & ALIGNMENT - 1) + "\n";
        return ByteBuffer.allocate(MAGIC.length + 4 + text.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) text.length())
                .put(text.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    private static NumberType type(String name) throws MalformedFileException {
        NumberType type = TYPES.get(name);
        if (type == null) {
            throw new MalformedFileException(
                    "its numbers are '" + name + "'; supported: f2, f4, f8, i1, i2, i4, i8, u1, u2, u4, b1");
        }
        return type;
    }

    private static List<Integer> shape(String text) throws MalformedFileException {
        List<Integer> shape = new ArrayList<>();
        for (String dimension : text.split(",", -1)) {
            if (!dimension.isBlank()) {
                require(shape.size() < HIGHEST_RANK, "its shape has more than " + HIGHEST_RANK + " dimensions");
                shape.add(Dimensions.parse(dimension.strip()));
            }
        }
        return shape;
    }

    private static Matcher find(Pattern pattern, String header, String key) throws MalformedFileException {
        Matcher matcher = pattern.matcher(header);
        require(matcher.find(), "its header has no valid '" + key + "'");
        return matcher;
    }

    /** Reverses the bytes of every number. */
    private static void reverse(byte[] numbers, int width) {
        for (int first = 0; first < numbers.length; first += width) {
            for (int i = 0; i < width / 2; i++) {
                byte low = numbers[first + i];
                numbers[first + i] = numbers[first + width - 1 - i];
                numbers[first + width - 1 - i] = low;
            }
        }
    }
}
