package dev.pex.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Blocks that can be placed independently of all others: no other block is live at the same time as one of them. Bytes are
 * counted in the greatest common divisor of all sizes and offsets.
 */
final class Component {
    /** The search visits spans at every step; with more of them it would make no progress. */
    private static final int MAXIMUM_SPANS = 2_000_000;

    private final int[] members;
    private final int unit;
    private final Instance instance;
    private final BestLayout best = new BestLayout();
    private int lowerBound;
    private @Nullable LowestFit fit;

    private Component(List<Block> blocks, int[] members) {
        this.members = members;
        List<Block> mine = IntStream.of(members).mapToObj(blocks::get).toList();
        unit = unit(mine);
        instance = Instance.of(mine.stream().map(this::inUnits).toList());
        lowerBound = instance.lowerBound();
    }

    /** The components of blocks, the one with the greatest lower bound first. */
    static List<Component> of(List<Block> blocks) {
        List<Component> components = new ArrayList<>();
        for (int[] members : Components.of(blocks)) {
            components.add(new Component(blocks, members));
        }
        components.sort(Comparator.comparingInt(c -> -c.lowerBound()));
        return components;
    }

    int lowerBound() {
        return lowerBound * unit;
    }

    int height() {
        return best.height() * unit;
    }

    void writeTo(Integer[] offsets) {
        int[] found = best.offsets();
        for (int k = 0; k < members.length; k++) {
            offsets[members[k]] = found[k] * unit;
        }
    }

    /**
     * Places the blocks.
     *
     * @param targetBytes a height that is low enough: once it is reached, only the few orders that are always tried go on
     */
    void place(int targetBytes, WorkBudget work) {
        int target = targetBytes / unit;
        if (fit == null) {
            fit = begin(target);
        }
        if (best.height() <= target) {
            return;
        }
        OrderSearch orders = new OrderSearch(instance, fit);
        if (work.search > 0 && instance.spans() <= MAXIMUM_SPANS) {
            search(new Spans(instance, fit.conflicts), orders, target, work);
        } else {
            work.orders -= orders.run(best, target, work.orders);
        }
    }

    /** The few orders that are always tried. */
    private LowestFit begin(int target) {
        Conflicts conflicts = new Conflicts(instance);
        checkPinned(conflicts);
        LowestFit fit = new LowestFit(instance, conflicts);
        for (int[] order : new Orders(instance).all()) {
            best.offer(fit.place(order, best.height()), fit.offset);
            if (best.height() <= target) {
                break;
            }
        }
        return fit;
    }

    /**
     * Searches at the target, then by bisection between the highest height without a layout and the lowest one with a
     * layout. When a search ends without a result, its height is taken as too low, and the lower bound stays.
     */
    private void search(Spans spans, OrderSearch orders, int target, WorkBudget work) {
        SkylineSearch search = new SkylineSearch(spans, target);
        if (probe(search, target, work.search / 16, work) == SkylineSearch.Outcome.UNKNOWN) {
            work.orders -= orders.run(best, target, work.orders);
            probe(search, target, work.search / 3, work);
        }
        int tooLow = target;
        int height = middle(tooLow);
        while (height < best.height() && work.search > 0) {
            search = new SkylineSearch(spans, height);
            if (probe(search, height, Math.max(1, work.search / 3), work) != SkylineSearch.Outcome.FOUND) {
                tooLow = height;
            }
            height = middle(tooLow);
        }
    }

    private int middle(int tooLow) {
        return tooLow + 1 + (best.height() - tooLow - 1) / 2;
    }

    private SkylineSearch.Outcome probe(SkylineSearch search, int height, long share, WorkBudget work) {
        long before = search.work();
        SkylineSearch.Outcome outcome = search.run(share);
        work.search -= search.work() - before;
        if (outcome == SkylineSearch.Outcome.FOUND) {
            best.offer(heightOf(search.offsets()), search.offsets());
        } else if (outcome == SkylineSearch.Outcome.IMPOSSIBLE) {
            lowerBound = Math.max(lowerBound, height + 1);
        }
        return outcome;
    }

    private void checkPinned(Conflicts conflicts) {
        for (int i = 0; i < instance.blocks; i++) {
            if (instance.pinned[i] >= 0) {
                Conflicts.Entries entries = conflicts.of(i);
                for (int k = 0; k < entries.count; k++) {
                    int other = entries.other[k];
                    int above = instance.pinned[i] - instance.pinned[other];
                    if (instance.pinned[other] >= 0 && entries.lo[k] < above && above < entries.hi[k]) {
                        throw new IllegalArgumentException(
                                "pinned blocks " + members[i] + " and " + members[other] + " overlap");
                    }
                }
            }
        }
    }

    private int heightOf(int[] offsets) {
        int height = 0;
        for (int i = 0; i < offsets.length; i++) {
            height = Math.max(height, offsets[i] + instance.height[i]);
        }
        return height;
    }

    /** The greatest common divisor of all sizes, offsets and alignments. */
    private static int unit(List<Block> blocks) {
        int unit = 0;
        int alignment = 0;
        for (Block block : blocks) {
            unit = gcd(unit, block.pinned().orElse(0));
            alignment = gcd(alignment, block.alignment());
            for (Block.Rectangle rectangle : block.rectangles()) {
                unit = gcd(gcd(unit, rectangle.from()), rectangle.bytes());
            }
        }
        int all = unit;
        boolean aligned = blocks.stream().allMatch(b -> all % b.alignment() == 0);
        return aligned ? unit : gcd(unit, alignment);
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private Block inUnits(Block block) {
        return new Block(
                Math.max(1, block.alignment() / unit),
                block.pinned().isPresent() ? OptionalInt.of(block.pinned().getAsInt() / unit) : OptionalInt.empty(),
                block.rectangles().stream()
                        .map(s -> new Block.Rectangle(s.first(), s.last(), s.from() / unit, s.bytes() / unit))
                        .toList());
    }
}
