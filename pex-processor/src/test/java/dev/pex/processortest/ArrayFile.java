package dev.pex.processortest;

import dev.pex.array.NumberArray;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes named arrays into the two kinds of files that weights come from. */
final class ArrayFile {
    /** Each type that is written, in the words of safetensors and of NumPy. */
    private static final Map<String, List<String>> TYPES =
            Map.of("FLOAT32", List.of("F32", "<f4"), "INT8", List.of("I8", "|i1"), "INT32", List.of("I32", "<i4"));

    private ArrayFile() {}

    static byte[] safetensors(NavigableMap<String, NumberArray> arrays) {
        List<String> entries = new ArrayList<>();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        arrays.forEach((name, array) -> {
            int begin = data.size();
            data.writeBytes(array.values().toArray());
            entries.add("\"%s\": {\"dtype\": \"%s\", \"shape\": %s, \"data_offsets\": [%d, %d]}"
                    .formatted(name, type(array, 0), array.shape(), begin, data.size()));
        });
        byte[] header = ("{" + String.join(", ", entries) + "}").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + header.length + data.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .put(data.toByteArray())
                .array();
    }

    static byte[] npz(NavigableMap<String, NumberArray> arrays) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, NumberArray> entry : arrays.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey() + ".npy"));
                zip.write(npy(entry.getValue()));
            }
        }
        return bytes.toByteArray();
    }

    static byte[] npy(NumberArray array) {
        String shape = array.shape().stream().map(size -> size + ",").collect(Collectors.joining(" "));
        byte[] header = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }\n"
                .formatted(type(array, 1), shape)
                .getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(10 + header.length + array.values().size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) header.length)
                .put(header)
                .put(array.values().toArray())
                .array();
    }

    private static String type(NumberArray array, int language) {
        return TYPES.getOrDefault(array.type().name(), List.of("?", "?")).get(language);
    }
}
