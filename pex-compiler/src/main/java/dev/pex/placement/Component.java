package dev.pex.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Blocks that can be placed without looking at any others: nothing else is live at the same time as
 * one of them. Counts bytes in the largest unit that goes into all of its sizes.
 */
final class Component {
    /** The search visits cells at every step; with more of them it would not get anywhere. */
    private static final int MAXIMUM_CELLS = 2_000_000;

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

    /** Places the blocks, but no lower than a target when that takes more than a few orders. */
    void place(int target, WorkBudget work) {
        int goal = target / unit;
        if (fit == null) {
            fit = begin(goal);
        }
        if (best.height() <= goal) {
            return;
        }
        OrderSearch orders = new OrderSearch(instance, fit);
        if (work.search > 0 && instance.cells() <= MAXIMUM_CELLS) {
            search(new Cells(instance, fit.conflicts), orders, goal, work);
        } else {
            work.orders -= orders.run(best, goal, work.orders);
        }
    }

    /** The few orders that are always tried. */
    private LowestFit begin(int goal) {
        Conflicts conflicts = new Conflicts(instance);
        checkPinned(conflicts);
        LowestFit fit = new LowestFit(instance, conflicts);
        for (int[] order : new Orders(instance).all()) {
            best.offer(fit.place(order, best.height()), fit.offset);
            if (best.height() <= goal) {
                break;
            }
        }
        return fit;
    }

    /**
     * Searches at the goal and then at heights between what is known to be too low and what is known to be
     * possible. Where a search comes to no end the height counts as too low, but not as proven so.
     */
    private void search(Cells cells, OrderSearch orders, int goal, WorkBudget work) {
        SkylineSearch search = new SkylineSearch(cells, goal);
        if (probe(search, goal, work.search / 16, work) == SkylineSearch.Outcome.UNKNOWN) {
            work.orders -= orders.run(best, goal, work.orders);
            probe(search, goal, work.search / 3, work);
        }
        int tooLow = goal;
        int height = middle(tooLow);
        while (height < best.height() && work.search > 0) {
            search = new SkylineSearch(cells, height);
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

    /** The largest number of bytes that goes into everything. */
    private static int unit(List<Block> blocks) {
        int unit = 0;
        int alignment = 0;
        for (Block block : blocks) {
            unit = gcd(unit, block.pinned().orElse(0));
            alignment = gcd(alignment, block.alignment());
            for (Block.Slab slab : block.slabs()) {
                unit = gcd(gcd(unit, slab.from()), slab.bytes());
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
                block.slabs().stream()
                        .map(s -> new Block.Slab(s.first(), s.last(), s.from() / unit, s.bytes() / unit))
                        .toList());
    }
}
