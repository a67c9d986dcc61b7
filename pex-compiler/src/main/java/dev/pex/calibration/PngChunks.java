package dev.pex.calibration;

import dev.pex.diagnostic.Code;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Checks the sums that PNG files have: the Java library's reader looks at none, and makes pixels of damage. */
final class PngChunks {
    static final int MARK = 0x89504e47;

    private static final int SIGNATURE_BYTES = 8;

    /** Length and tag in front of the content, and the sum behind it. */
    private static final int FRAME_BYTES = 12;

    private static final int END = 0x49454e44;

    private PngChunks() {}

    /**
     * Checks all chunks up to the last one; what follows it does not count.
     *
     * @param file begins with {@link #MARK}
     * @throws SampleException when one is cut off or has another sum, or the last one is missing
     */
    static void check(byte[] file) throws SampleException {
        ByteBuffer all = ByteBuffer.wrap(file);
        long at = SIGNATURE_BYTES;
        boolean complete = false;
        while (!complete) {
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
            complete = all.getInt((int) at + Integer.BYTES) == END;
            at = next;
        }
    }

    private static SampleException damaged() {
        return new SampleException(
                Code.CALIBRATION_FILE, "it is cut off, or a sum in it is wrong", "save the image again, as PNG");
    }
}
