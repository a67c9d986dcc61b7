package dev.pex.testing;

import dev.pex.plan.Plan;
import dev.pex.plan.PlanCodec;
import dev.pex.tensor.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** The file of a plan with some fields that state something else, and fields that moved, went, doubled or were added. */
    public static Bytes ofFields(Plan plan, SplittableRandom random) {
        PlanDamage damage = new PlanDamage(random);
        List<WireField> message =
                WireField.parse(PlanCodec.toBytes(plan).toArray()).orElseThrow();
        damage.collect(message);
        int damages = random.nextInt(1, 3);
        for (int d = 0; d < damages; d++) {
            damage.damage(message);
        }
        return Bytes.copyOf(WireField.bytes(message));
    }

    private void collect(List<WireField> message) {
        for (WireField field : message) {
            if (field.isNumber()) {
                known.add((int) field.number());
            } else {
                field.message().ifPresent(this::collect);
            }
        }
    }

    /** Damages one field of a message, or of a message inside it. */
    private void damage(List<WireField> message) {
        if (message.isEmpty()) {
            return;
        }
        int at = random.nextInt(message.size());
        switch (random.nextInt(20)) {
            case 0 -> message.remove(at);
            case 1 -> message.add(random.nextInt(message.size() + 1), message.get(at));
            case 2 -> message.set(at, message.set(random.nextInt(message.size()), message.get(at)));
            case 3 -> message.add(WireField.number(random.nextInt(1, 13), other(1)));
            default -> message.set(at, damaged(message.get(at)));
        }
    }

    private WireField damaged(WireField field) {
        if (field.isNumber()) {
            return WireField.number(field.id(), other((int) field.number()));
        }
        Optional<List<WireField>> inner = field.message().filter(fields -> !fields.isEmpty());
        if (inner.isPresent()) {
            damage(inner.get());
            return field.with(WireField.bytes(inner.get()));
        }
        return field.with(NAMES.get(random.nextInt(NAMES.size())).getBytes(StandardCharsets.UTF_8));
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
