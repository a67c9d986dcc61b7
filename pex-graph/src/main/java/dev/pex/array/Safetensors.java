package dev.pex.array;

import static dev.pex.array.MalformedFileException.require;

import dev.pex.array.SafetensorsHeader.Entry;
import dev.pex.json.JsonWriter;
import dev.pex.tensor.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** A safetensors file: eight bytes with the length of a JSON header, the header, and the numbers of all arrays. */
public final class Safetensors {
    private static final int LARGEST_HEADER = 1 << 24;
    private static final Map<String, NumberType> TYPES = Map.ofEntries(
            Map.entry("F16", NumberType.FLOAT16),
            Map.entry("BF16", NumberType.BFLOAT16),
            Map.entry("F32", NumberType.FLOAT32),
            Map.entry("F64", NumberType.FLOAT64),
            Map.entry("I8", NumberType.INT8),
            Map.entry("U8", NumberType.UINT8),
            Map.entry("I16", NumberType.INT16),
            Map.entry("U16", NumberType.UINT16),
            Map.entry("I32", NumberType.INT32),
            Map.entry("U32", NumberType.UINT32),
            Map.entry("I64", NumberType.INT64));

    private Safetensors() {}

    /**
     * Reads all arrays of a file.
     *
     * @throws MalformedFileException when it is damaged, or has a type of numbers that is not supported
     */
    public static NavigableMap<String, NumberArray> read(byte[] content) throws MalformedFileException {
        require(content.length >= Long.BYTES, "it is too short for a safetensors file: " + content.length + " bytes");
        long length = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getLong();
        require(
                length >= 2 && length <= Math.min(LARGEST_HEADER, content.length - Long.BYTES),
                "it is no safetensors file: its first eight bytes give a header of " + length + " bytes");
        int data = Long.BYTES + (int) length;
        Map<String, Entry> entries = SafetensorsHeader.parse(Arrays.copyOfRange(content, Long.BYTES, data));
        NavigableMap<String, NumberArray> arrays = new TreeMap<>();
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            arrays.put(entry.getKey(), array(entry.getKey(), entry.getValue(), content, data));
        }
        return arrays;
    }

    /**
     * The file of some arrays. The same arrays give the same bytes: arrays lie in the order of their names, and the header is
     * filled up with spaces to a multiple of eight bytes, as the format recommends.
     */
    public static byte[] write(SortedMap<String, NumberArray> arrays) {
        StringBuilder header = new StringBuilder("{");
        long end = 0;
        for (Map.Entry<String, NumberArray> entry : arrays.entrySet()) {
            NumberArray array = entry.getValue();
            long begin = end;
            end += array.values().size();
            header.append(header.length() > 1 ? "," : "")
                    .append(JsonWriter.quoted(entry.getKey()))
                    .append(":{\"dtype\":\"")
                    .append(type(array.type()))
                    .append("\",\"shape\":")
                    .append(array.shape().toString().replace(" ", ""))
                    .append(",\"data_offsets\":[")
                    .append(begin)
                    .append(',')
                    .append(end)
                    .append("]}");
        }
        header.append('}');
        header.append(" ".repeat(-header.length() & Long.BYTES - 1));
        byte[] text = header.toString().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer file = ByteBuffer.allocate(Math.toIntExact(Long.BYTES + text.length + end))
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text);
        arrays.values().forEach(array -> file.put(array.values().toArray()));
        return file.array();
    }

    private static String type(NumberType type) {
        return TYPES.entrySet().stream()
                .filter(entry -> entry.getValue() == type)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static NumberArray array(String name, Entry entry, byte[] content, int data) throws MalformedFileException {
        NumberType type = TYPES.get(entry.type());
        if (type == null) {
            throw new MalformedFileException("the array '" + name + "' is of the type '" + entry.type()
                    + "'; supported: F16, BF16, F32, F64, I8, U8, I16, U16, I32, U32, I64");
        }
        int available = content.length - data;
        require(
                entry.begin() <= entry.end() && entry.end() <= available,
                "the array '" + name + "' lies at [" + entry.begin() + ", " + entry.end() + ") of " + available
                        + " bytes");
        long size = Dimensions.bytes(entry.shape(), type);
        require(
                size == entry.end() - entry.begin(),
                "the array '" + name + "' has " + (entry.end() - entry.begin()) + " bytes; its shape "
                        + entry.shape() + " of " + entry.type() + " takes "
                        + (size > Integer.MAX_VALUE ? "more than 2 GiB" : String.valueOf(size)));
        byte[] values = Arrays.copyOfRange(content, data + entry.begin(), data + entry.end());
        return new NumberArray(entry.shape(), type, Bytes.copyOf(values));
    }
}
