package dev.pex.testing;

import dev.pex.tensor.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A field of a protobuf message as it lies in a file, without its schema. The library is relocated in the jar of pex-graph, so
 * that no test can name its classes.
 *
 * @param id the field's number in the schema
 * @param type wire type: 0 a number of variable length, 1 eight bytes, 2 a length and bytes, 5 four bytes
 * @param number the number of type 0
 * @param content the bytes of the other types
 */
record WireField(int id, int type, long number, Bytes content) {
    private static final Bytes NOTHING = Bytes.copyOf(new byte[0]);
    private static final int NUMBER = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH = 2;
    private static final int FOUR_BYTES = 5;

    static WireField number(int id, int number) {
        return new WireField(id, NUMBER, number, NOTHING);
    }

    boolean isNumber() {
        return type == NUMBER;
    }

    /** The same field with other bytes; not for numbers. */
    WireField with(byte[] bytes) {
        return type == LENGTH ? new WireField(id, type, 0, Bytes.copyOf(bytes)) : this;
    }

    /** The fields inside, when the bytes can be those of a message. */
    Optional<List<WireField>> message() {
        return type == LENGTH ? parse(content.toArray()) : Optional.empty();
    }

    /** The fields of a message, in a list that can be changed; empty when the bytes are not those of a message. */
    static Optional<List<WireField>> parse(byte[] bytes) {
        List<WireField> fields = new ArrayList<>();
        int[] at = {0};
        while (at[0] < bytes.length) {
            long tag = read(bytes, at);
            int id = (int) (tag >>> 3);
            int type = (int) (tag & 7);
            if (type == NUMBER && id > 0) {
                fields.add(new WireField(id, type, read(bytes, at), NOTHING));
                continue;
            }
            long size = switch (type) {
                case EIGHT_BYTES -> 8;
                case LENGTH -> read(bytes, at);
                case FOUR_BYTES -> 4;
                default -> -1;
            };
            if (id <= 0 || size < 0 || size > bytes.length - at[0]) {
                return Optional.empty();
            }
            byte[] content = new byte[(int) size];
            System.arraycopy(bytes, at[0], content, 0, content.length);
            at[0] += content.length;
            fields.add(new WireField(id, type, 0, Bytes.copyOf(content)));
        }
        return at[0] == bytes.length ? Optional.of(fields) : Optional.empty();
    }

    /** A number of variable length; reading beyond the end leaves the place beyond it. */
    private static long read(byte[] bytes, int[] at) {
        long number = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at[0] >= bytes.length) {
                at[0] = bytes.length + 1;
                return 0;
            }
            byte next = bytes[at[0]++];
            number |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                break;
            }
        }
        return number;
    }

    /** The bytes of a message. */
    static byte[] bytes(List<WireField> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (WireField field : fields) {
            write(out, ((long) field.id << 3) | field.type);
            if (field.isNumber()) {
                write(out, field.number);
            } else {
                if (field.type == LENGTH) {
                    write(out, field.content.size());
                }
                out.writeBytes(field.content.toArray());
            }
        }
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, long number) {
        long rest = number;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
