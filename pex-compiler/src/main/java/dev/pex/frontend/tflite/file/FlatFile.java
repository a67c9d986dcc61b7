package dev.pex.frontend.tflite.file;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The bytes of a FlatBuffers file. Every access is checked against the end of the file; one that falls
 * outside is a {@link Code#MALFORMED_MODEL}. Positions are 64 bits wide, so no sum of offsets wraps.
 */
public final class FlatFile {
    /** How often the file's own size may be copied out of it; a file whose vectors overlap wants more. */
    private static final long COPIES = 16;

    private final String name;
    private final ByteBuffer bytes;
    private long copyBudget;

    /**
     * @param name how diagnostics call the file
     * @param file its content; not copied, not changed
     */
    public FlatFile(String name, byte[] file) {
        this.name = name;
        this.bytes = ByteBuffer.wrap(file).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        this.copyBudget = COPIES * file.length + (1 << 20);
    }

    public String name() {
        return name;
    }

    public int size() {
        return bytes.limit();
    }

    public int int8(long at, String what) {
        return bytes.get(checked(at, 1, what));
    }

    public int uint16(long at, String what) {
        return Short.toUnsignedInt(bytes.getShort(checked(at, Short.BYTES, what)));
    }

    public int int32(long at, String what) {
        return bytes.getInt(checked(at, Integer.BYTES, what));
    }

    public long uint32(long at, String what) {
        return Integer.toUnsignedLong(int32(at, what));
    }

    public long int64(long at, String what) {
        return bytes.getLong(checked(at, Long.BYTES, what));
    }

    public float float32(long at, String what) {
        return bytes.getFloat(checked(at, Float.BYTES, what));
    }

    public byte[] copy(long at, long length, String what) {
        int start = checked(at, length, what);
        charge(length, at, what);
        byte[] copy = new byte[(int) length];
        bytes.get(start, copy);
        return copy;
    }

    /** Counts memory that a part of the file is about to take; ends the reading when it is absurdly much. */
    public void charge(long memory, long at, String what) {
        copyBudget -= memory;
        if (copyBudget < 0) {
            throw malformed(what, at, "its data overlaps other data so often that it would take many times its size");
        }
    }

    /** Checks that a range lies inside the file; gives its start. */
    public int checked(long at, long length, String what) {
        if (at < 0 || length < 0 || at > size() - length) {
            throw malformed(what, at, "it would take " + length + " bytes, but the file ends after " + size());
        }
        return (int) at;
    }

    public DiagnosticException malformed(String what, long at, String fault) {
        return new DiagnosticException(Diagnostic.error(
                Code.MALFORMED_MODEL,
                name,
                what + " at byte " + at + ": " + fault,
                "the file is damaged or was cut off: copy or export it again"));
    }
}
