package dev.pex.calibration;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** The chunks of a PNG file that pixels depend on, by tag. Consecutive chunks with one tag are joined. */
final class PngChunks {
    static final int MARK = 0x89504e47;

    private static final int SIGNATURE_BYTES = 8;

    /** Bytes of a chunk besides its content: length, tag and checksum. */
    private static final int FRAME_BYTES = 12;

    /** The bit of the first letter of a tag that marks a chunk as optional. */
    private static final int MAY_BE_LEFT_OUT = 0x20;

    private final Map<String, ByteArrayOutputStream> contents = new TreeMap<>();

    private PngChunks() {}

    /**
     * Reads all chunks up to the last one and checks their checksums. What follows the last one is ignored.
     *
     * @param file begins with {@link #MARK}
     * @throws SampleException when a chunk is cut off or has a wrong checksum, when the last one is missing, or when an unknown one
     *     is not optional
     */
    static PngChunks read(byte[] file) throws SampleException {
        PngChunks chunks = new PngChunks();
        ByteBuffer all = ByteBuffer.wrap(file);
        long at = SIGNATURE_BYTES;
        String tag = "";
        while (!tag.equals("IEND")) {
            if (at + FRAME_BYTES > file.length) {
                throw damaged();
            }
            long length = Integer.toUnsignedLong(all.getInt((int) at));
            long next = at + FRAME_BYTES + length;
            if (next > file.length) {
                throw damaged();
            }
            CRC32 sum = new CRC32();
            sum.update(file, (int) at + Integer.BYTES, (int) length + Integer.BYTES);
            if ((int) sum.getValue() != all.getInt((int) next - Integer.BYTES)) {
                throw damaged();
            }
            tag = new String(file, (int) at + Integer.BYTES, Integer.BYTES, StandardCharsets.ISO_8859_1);
            chunks.add(tag, file, (int) at + 2 * Integer.BYTES, (int) length);
            at = next;
        }
        return chunks;
    }

    private void add(String tag, byte[] file, int from, int length) throws SampleException {
        switch (tag) {
            case "IHDR", "PLTE", "tRNS", "IDAT" ->
                contents.computeIfAbsent(tag, absent -> new ByteArrayOutputStream())
                        .write(file, from, length);
            default -> {
                if ((tag.charAt(0) & MAY_BE_LEFT_OUT) == 0 && !tag.equals("IEND")) {
                    throw PngFile.fault("it has a chunk of a kind that is not known");
                }
            }
        }
    }

    /** The content of a chunk; empty when the file does not have it. */
    byte[] content(String tag) {
        ByteArrayOutputStream content = contents.get(tag);
        return content == null ? new byte[0] : content.toByteArray();
    }

    private static SampleException damaged() {
        return PngFile.fault("it is cut off, or a sum in it is wrong");
    }
}
