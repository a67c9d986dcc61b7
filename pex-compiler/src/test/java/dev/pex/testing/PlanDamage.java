package dev.pex.testing;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.pex.plan.Plan;
import dev.pex.plan.PlanCodec;
import dev.pex.proto.PlanMessage;
import dev.pex.tensor.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Damages plans at random: single bytes of their files, or single fields with the rest intact. */
public final class PlanDamage {
    private static final int[] NUMBERS = {
        0, 1, 2, 3, 4, 8, 64, 4096, 1 << 20, 1 << 30, Integer.MAX_VALUE, Integer.MIN_VALUE
    };

    private static final List<String> NAMES = List.of("", "arena", "second", "generic", "speed");

    private final SplittableRandom random;
    /** Numbers of the plan, of which one may take the place of another. */
    private final List<Integer> known = new ArrayList<>();

    private PlanDamage(SplittableRandom random) {
        this.random = random;
    }

    /** The file of a plan after some bytes changed, went missing or were added. */
    public static Bytes ofBytes(Plan plan, SplittableRandom random) {
        byte[] bytes = PlanCodec.toBytes(plan).toArray();
        int damages = random.nextInt(4) == 0 ? 2 : 1;
        for (int d = 0; d < damages && bytes.length > 0; d++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3, 4 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 5, 6, 7, 8, 9 -> bytes[at] += (byte) (random.nextBoolean() ? 1 : -1);
                case 10 -> bytes = spliced(bytes, at, random.nextInt(1, 8), 0);
                default -> bytes = spliced(bytes, at, 0, random.nextInt(1, 4));
            }
        }
        return Bytes.copyOf(bytes);
    }

    private static byte[] spliced(byte[] bytes, int at, int removed, int added) {
        int rest = Math.min(bytes.length, at + removed);
        byte[] result = new byte[at + added + bytes.length - rest];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(bytes, rest, result, at + added, bytes.length - rest);
        return result;
    }

    /** The file of a plan with some fields that say something else, and elements of lists that moved, went or doubled. */
    public static Bytes ofFields(Plan plan, SplittableRandom random) {
        PlanDamage damage = new PlanDamage(random);
        PlanMessage.Builder message = PlanCodec.toMessage(plan).toBuilder();
        damage.collect(message);
        int damages = random.nextInt(1, 3);
        for (int d = 0; d < damages; d++) {
            damage.damage(message);
        }
        return Bytes.copyOf(message.build().toByteArray());
    }

    private void collect(Message.Builder message) {
        for (FieldDescriptor field : message.getAllFields().keySet()) {
            if (field.isRepeated()) {
                for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
                    collect(field, message.getRepeatedField(field, i));
                }
            } else {
                collect(field, message.getField(field));
            }
        }
    }

    private void collect(FieldDescriptor field, Object value) {
        if (value instanceof Integer number) {
            known.add(number);
        } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            collect(((Message) value).toBuilder());
        }
    }

    /** Damages one field of a message, or of a message inside it. */
    private void damage(Message.Builder message) {
        List<FieldDescriptor> fields = message.getDescriptorForType().getFields();
        FieldDescriptor field = fields.get(random.nextInt(fields.size()));
        boolean nested = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
        if (field.isRepeated()) {
            damageList(message, field, nested);
        } else if (nested && message.hasField(field)) {
            Message.Builder inner = ((Message) message.getField(field)).toBuilder();
            if (random.nextInt(20) == 0) {
                message.clearField(field);
            } else {
                damage(inner);
                message.setField(field, inner.build());
            }
        } else if (message.getField(field) instanceof Integer number) {
            message.setField(field, other(number));
        } else if (message.getField(field) instanceof String) {
            message.setField(field, NAMES.get(random.nextInt(NAMES.size())));
        }
    }

    private void damageList(Message.Builder message, FieldDescriptor field, boolean nested) {
        int count = message.getRepeatedFieldCount(field);
        if (count == 0) {
            return;
        }
        int at = random.nextInt(count);
        Object value = message.getRepeatedField(field, at);
        List<Object> all = new ArrayList<>((List<?>) message.getField(field));
        switch (random.nextInt(10)) {
            case 0 -> all.remove(at);
            case 1 -> all.add(random.nextInt(count + 1), value);
            case 2 -> all.set(at, all.set(random.nextInt(count), value));
            default -> all.set(at, nested ? damaged((Message) value) : other((Integer) value));
        }
        message.setField(field, all);
    }

    private Message damaged(Message value) {
        Message.Builder inner = value.toBuilder();
        damage(inner);
        return inner.build();
    }

    private int other(int number) {
        return switch (random.nextInt(5)) {
            case 0 -> number + 1;
            case 1 -> number - 1;
            case 2 -> known.get(random.nextInt(known.size()));
            case 3 -> NUMBERS[random.nextInt(NUMBERS.length)];
            default -> number + random.nextInt(-40, 40);
        };
    }
}
