package dev.pex.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.memory.Item.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlacerTest {
    @Test
    void itemsThatNeverMeetShareTheirPlace() {
        Placer.Result result = Placer.place(List.of(item(0, 1, 10), item(2, 3, 7), item(4, 4, 12)));

        assertThat(result.height()).isEqualTo(12);
        assertThat(result.offsets()).containsOnly(0);
    }

    @Test
    void offsetsAreAligned() {
        Item bytes = item(0, 2, 5);
        Item floats = new Item(List.of(new Segment(1, 1, 2, 8, 4)));

        Placer.Result result = Placer.place(List.of(bytes, floats));

        assertThat(result.offsets().get(1) % 4).isZero();
        assertThat(result.height()).isEqualTo(13);
    }

    /** Every greedy order wastes bytes here; the live bytes never exceed 4. */
    @Test
    void findsThePlacementThatGreedyOrdersMiss() {
        List<Item> items =
                List.of(item(0, 1, 1), item(0, 0, 2), item(1, 2, 2), item(2, 3, 2), item(3, 3, 1), item(0, 3, 1));

        Placer.Result result = Placer.place(items);

        checkValid(items, result);
        assertThat(result.height()).isEqualTo(liveBytes(items));
    }

    @Test
    void anInPlaceOutputShrinksItsItem() {
        Item shrinking = new Item(List.of(new Segment(0, 0, 1, 40, 1), new Segment(1, 1, 5, 10, 1)));
        Item late = item(2, 4, 30);

        Placer.Result result = Placer.place(List.of(shrinking, late));

        assertThat(result.height()).isEqualTo(40);
        assertThat(result.offsets()).containsExactly(0, 10);
    }

    /** Against an independent exhaustive search: all items, all offsets. */
    @Test
    void isOptimalOnSmallRandomCases() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 400; round++) {
            List<Item> items = new ArrayList<>();
            int count = random.nextInt(1, 6);
            for (int i = 0; i < count; i++) {
                int first = random.nextInt(6);
                items.add(item(first, first + random.nextInt(4), random.nextInt(1, 5)));
            }

            Placer.Result result = Placer.place(items);

            checkValid(items, result);
            assertThat(result.height()).as("round %d: %s", round, items).isEqualTo(exhaustive(items));
        }
    }

    @Test
    void reachesLiveBytesOnLargerRandomCasesOrStaysClose() {
        SplittableRandom random = new SplittableRandom(2);
        for (int round = 0; round < 10; round++) {
            List<Item> items = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                int first = random.nextInt(50);
                items.add(item(first, first + random.nextInt(1, 6), random.nextInt(1, 1000)));
            }

            Placer.Result result = Placer.place(items);

            checkValid(items, result);
            assertThat((double) result.height()).isLessThan(1.1 * liveBytes(items));
            assertThat(Placer.place(items)).isEqualTo(result);
        }
    }

    private static Item item(int first, int last, int bytes) {
        return new Item(List.of(new Segment(first, first, last, bytes, 1)));
    }

    private static void checkValid(List<Item> items, Placer.Result result) {
        for (int i = 0; i < items.size(); i++) {
            for (int j = 0; j < i; j++) {
                boolean meet = items.get(i).bytesDuring(items.get(j)) > 0;
                int a = result.offsets().get(i);
                int b = result.offsets().get(j);
                boolean apart = a + items.get(i).bytesAt(items.get(i).first()) <= b
                        || b + items.get(j).bytesAt(items.get(j).first()) <= a;
                assertThat(!meet || apart).as("%d and %d of %s", i, j, items).isTrue();
            }
        }
    }

    private static int liveBytes(List<Item> items) {
        int peak = 0;
        for (int step = 0; step < 100; step++) {
            int live = 0;
            for (Item item : items) {
                live += item.bytesAt(step);
            }
            peak = Math.max(peak, live);
        }
        return peak;
    }

    private static int exhaustive(List<Item> items) {
        for (int height = liveBytes(items); ; height++) {
            if (fits(items, new int[items.size()], 0, height)) {
                return height;
            }
        }
    }

    private static boolean fits(List<Item> items, int[] offsets, int next, int height) {
        if (next == items.size()) {
            return true;
        }
        int size = items.get(next).bytesAt(items.get(next).first());
        for (int offset = 0; offset + size <= height; offset++) {
            boolean free = true;
            for (int j = 0; j < next && free; j++) {
                int other = items.get(j).bytesAt(items.get(j).first());
                free = items.get(next).bytesDuring(items.get(j)) == 0
                        || offset + size <= offsets[j]
                        || offsets[j] + other <= offset;
            }
            if (free) {
                offsets[next] = offset;
                if (fits(items, offsets, next + 1, height)) {
                    return true;
                }
            }
        }
        return false;
    }
}
