package dev.pex.calibration;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads files as {@code numpy.save} writes them: a magic string, a header that is a literal of a Python dictionary with
 * element type, order and shape, then the elements. Versions 1 to 3; numbers of 1 to 8 bytes, rows first.
 */
final class NpyFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int VERSION_AT = 6;
    private static final int LENGTH_AT = 8;

    /** NumPy's own headers have about a hundred bytes. */
    private static final int LONGEST_HEADER = 4096;

    private static final int HIGHEST_RANK = 16;

    /** More numbers than this are no calibration set. */
    private static final int MOST_ELEMENTS = 1 << 27;

    private static final Pattern TYPE = Pattern.compile("'descr': *'([<>|=]?)([a-zA-Z]\\d+)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order': *(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape': *\\(([0-9, ]*)\\)");

    /** How an element of each type is read at the buffer's position. */
    private static final Map<String, ToDoubleFunction<ByteBuffer>> READERS = Map.ofEntries(
            Map.entry("f4", ByteBuffer::getFloat),
            Map.entry("f8", ByteBuffer::getDouble),
            Map.entry("i1", ByteBuffer::get),
            Map.entry("i2", ByteBuffer::getShort),
            Map.entry("i4", ByteBuffer::getInt),
            Map.entry("i8", ByteBuffer::getLong),
            Map.entry("b1", ByteBuffer::get),
            Map.entry("u1", buffer -> Byte.toUnsignedInt(buffer.get())),
            Map.entry("u2", buffer -> Short.toUnsignedInt(buffer.getShort())),
            Map.entry("u4", buffer -> Integer.toUnsignedLong(buffer.getInt())));

    private NpyFile() {}

    /** A file that is no array that can be read; the message says why. */
    static final class FormatException extends Exception {
        FormatException(String message) {
            super(message);
        }
    }

    /**
     * Reads an array.
     *
     * @param file the file's content
     * @throws FormatException when it is none, or of a kind that is not supported
     */
    static NpyArray read(byte[] file) throws FormatException {
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        String header = header(buffer);
        if (match(ORDER, header, "order").group(1).equals("True")) {
            throw new FormatException("its elements are stored columns first; save numpy.ascontiguousarray of it");
        }
        Matcher type = match(TYPE, header, "element type");
        ToDoubleFunction<ByteBuffer> reader = READERS.get(type.group(2));
        if (reader == null) {
            throw new FormatException(
                    "its elements have the type '" + type.group(2) + "'; save it as float32, or an integer type");
        }
        List<Integer> shape = shape(match(SHAPE, header, "shape").group(1));
        long elements = 1;
        for (int size : shape) {
            elements = Math.min(elements * size, MOST_ELEMENTS + 1L);
        }
        int bytes = type.group(2).charAt(1) - '0';
        if (elements > MOST_ELEMENTS || buffer.remaining() != elements * bytes) {
            throw new FormatException("its shape " + shape + " of " + bytes + " bytes an element does not fit the "
                    + buffer.remaining() + " bytes that follow its header");
        }
        buffer.order(type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[(int) elements];
        for (int i = 0; i < values.length; i++) {
            values[i] = reader.applyAsDouble(buffer);
        }
        return new NpyArray(shape, values);
    }

    /** The header; leaves the buffer where the elements begin. */
    private static String header(ByteBuffer buffer) throws FormatException {
        boolean magic = buffer.remaining() > LENGTH_AT + Integer.BYTES;
        for (int i = 0; magic && i < MAGIC.length; i++) {
            magic = buffer.get(i) == MAGIC[i];
        }
        if (!magic) {
            throw new FormatException("it is no array as numpy.save writes it");
        }
        int version = buffer.get(VERSION_AT);
        if (version < 1 || version > 3) {
            throw new FormatException("its format has the version " + version + ", not 1 to 3");
        }
        buffer.position(LENGTH_AT);
        long length = version == 1 ? Short.toUnsignedLong(buffer.getShort()) : Integer.toUnsignedLong(buffer.getInt());
        if (length > LONGEST_HEADER || length > buffer.remaining()) {
            throw new FormatException("its header has " + length + " bytes");
        }
        byte[] header = new byte[(int) length];
        buffer.get(header);
        return new String(header, StandardCharsets.ISO_8859_1);
    }

    private static Matcher match(Pattern pattern, String header, String what) throws FormatException {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw new FormatException("its header states no " + what + " of a plain array");
        }
        return matcher;
    }

    private static List<Integer> shape(String text) throws FormatException {
        List<Integer> shape = new ArrayList<>();
        for (String size : text.split(",", -1)) {
            String digits = size.strip();
            if (!digits.matches("[0-9]{0,9}") || shape.size() == HIGHEST_RANK) {
                throw new FormatException("its shape is (" + text + ")");
            }
            if (!digits.isEmpty()) {
                shape.add(Integer.valueOf(digits));
            }
        }
        return shape;
    }
}
