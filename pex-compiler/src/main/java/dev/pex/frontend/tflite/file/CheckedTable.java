package dev.pex.frontend.tflite.file;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A FlatBuffers table whose fields are looked up by their number in the schema; nothing is trusted. */
public final class CheckedTable {
    /** Longer strings are cut: names are for people. */
    private static final int LONGEST_STRING = 512;

    private static final int VTABLE_HEADER = 2 * Short.BYTES;

    private final FlatFile file;
    private final String what;
    private final long position;
    private final long vtable;
    private final int vtableBytes;
    private final int tableBytes;

    private CheckedTable(FlatFile file, String what, long position, long vtable, int vtableBytes, int tableBytes) {
        this.file = file;
        this.what = what;
        this.position = position;
        this.vtable = vtable;
        this.vtableBytes = vtableBytes;
        this.tableBytes = tableBytes;
    }

    /** The table at a position. */
    public static CheckedTable at(FlatFile file, long position, String what) {
        long vtable = position - file.int32(position, what);
        String vtableOf = "vtable of " + what;
        int vtableBytes = file.uint16(vtable, vtableOf);
        int tableBytes = file.uint16(vtable + Short.BYTES, vtableOf);
        if (vtableBytes < VTABLE_HEADER || vtableBytes % Short.BYTES != 0) {
            throw file.malformed(vtableOf, vtable, "its size of " + vtableBytes + " bytes is impossible");
        }
        file.checked(vtable, vtableBytes, vtableOf);
        if (tableBytes < Integer.BYTES) {
            throw file.malformed(what, position, "its size of " + tableBytes + " bytes is impossible");
        }
        file.checked(position, tableBytes, what);
        return new CheckedTable(file, what, position, vtable, vtableBytes, tableBytes);
    }

    /** The table that the file's first word points to. */
    public static CheckedTable root(FlatFile file, String what) {
        return at(file, file.uint32(0, "offset of the " + what), what);
    }

    /** A table with no field present: all have their defaults. */
    public static CheckedTable empty(FlatFile file, String what) {
        return new CheckedTable(file, what, 0, 0, 0, 0);
    }

    public int int8(String field, int number, int absent) {
        long at = locate(field, number, 1);
        return at < 0 ? absent : file.int8(at, named(field));
    }

    public boolean bool(String field, int number) {
        return int8(field, number, 0) != 0;
    }

    public int uint8(String field, int number) {
        return int8(field, number, 0) & 0xff;
    }

    public int int32(String field, int number, int absent) {
        long at = locate(field, number, Integer.BYTES);
        return at < 0 ? absent : file.int32(at, named(field));
    }

    public long uint32(String field, int number) {
        return Integer.toUnsignedLong(int32(field, number, 0));
    }

    public long int64(String field, int number) {
        long at = locate(field, number, Long.BYTES);
        return at < 0 ? 0 : file.int64(at, named(field));
    }

    public float float32(String field, int number) {
        long at = locate(field, number, Float.BYTES);
        return at < 0 ? 0 : file.float32(at, named(field));
    }

    /** A string with unprintable characters replaced, cut where it is very long; empty when absent. */
    public String string(String field, int number) {
        long at = locate(field, number, Integer.BYTES);
        if (at < 0) {
            return "";
        }
        CheckedVector characters = CheckedVector.at(file, target(at, field), 1, named(field));
        int length = Math.min(characters.size(), LONGEST_STRING);
        String text = new String(characters.bytes(length), StandardCharsets.UTF_8);
        return Text.printable(length < characters.size() ? text + "..." : text);
    }

    public Optional<CheckedVector> vector(String field, int number, int elementBytes) {
        long at = locate(field, number, Integer.BYTES);
        return at < 0
                ? Optional.empty()
                : Optional.of(CheckedVector.at(file, target(at, field), elementBytes, named(field)));
    }

    /** A vector of tables, strings or ints. */
    public Optional<CheckedVector> words(String field, int number) {
        return vector(field, number, Integer.BYTES);
    }

    public Optional<CheckedTable> table(String field, int number) {
        long at = locate(field, number, Integer.BYTES);
        return at < 0 ? Optional.empty() : Optional.of(at(file, target(at, field), named(field)));
    }

    private long target(long at, String field) {
        return at + file.uint32(at, named(field));
    }

    /** Where a field's value lies; negative when the field is absent. */
    private long locate(String field, int number, int width) {
        int entry = VTABLE_HEADER + number * Short.BYTES;
        if (entry + Short.BYTES > vtableBytes) {
            return -1;
        }
        int offset = file.uint16(vtable + entry, named(field));
        if (offset == 0) {
            return -1;
        }
        if (offset < Integer.BYTES || offset + width > tableBytes) {
            throw file.malformed(
                    named(field),
                    vtable + entry,
                    "its offset " + offset + " lies outside its table of " + tableBytes + " bytes");
        }
        return position + offset;
    }

    private String named(String field) {
        return field + " of " + what;
    }
}
