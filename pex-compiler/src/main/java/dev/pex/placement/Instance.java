package dev.pex.placement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Blocks with compressed time. A stretch of time between two changes is one unit. A stretch whose live bytes are all live in
 * the stretch before or after it adds no constraint and is dropped. What is left are sections, numbered in the order of time.
 * A block is a list of rectangles: ranges of sections by ranges of bytes, disjoint, in the order of time and then of bytes.
 */
final class Instance {
    final int blocks;
    final int[] alignment;

    /** Offset of a pinned block, or -1. */
    final int[] pinned;

    final int[] height;
    final int sections;

    /** Live bytes of each section, followed by a 0. */
    final long[] live;

    /** Rectangles of block i are those from firstRectangle[i] to before firstRectangle[i + 1]. */
    final int[] firstRectangle;

    final int[] blockOf;
    final int[] firstSection;
    final int[] lastSection;
    final int[] fromByte;
    final int[] toByte;

    private Instance(List<Block> list, List<List<Rectangle>> rectangles, int sections) {
        this.blocks = list.size();
        this.sections = sections;
        alignment = list.stream().mapToInt(Block::alignment).toArray();
        pinned = list.stream().mapToInt(b -> b.pinned().orElse(-1)).toArray();
        height = list.stream().mapToInt(Block::height).toArray();
        firstRectangle = new int[blocks + 1];
        for (int i = 0; i < blocks; i++) {
            firstRectangle[i + 1] = firstRectangle[i] + rectangles.get(i).size();
        }
        List<Rectangle> all = rectangles.stream().flatMap(List::stream).toList();
        blockOf = new int[all.size()];
        for (int i = 0; i < blocks; i++) {
            Arrays.fill(blockOf, firstRectangle[i], firstRectangle[i + 1], i);
        }
        firstSection = all.stream().mapToInt(Rectangle::first).toArray();
        lastSection = all.stream().mapToInt(Rectangle::last).toArray();
        fromByte = all.stream().mapToInt(r -> r.bytes().from()).toArray();
        toByte = all.stream().mapToInt(r -> r.bytes().to()).toArray();
        live = new long[sections + 1];
        for (Rectangle r : all) {
            live[r.first()] += r.bytes().to() - r.bytes().from();
            live[r.last() + 1] -= r.bytes().to() - r.bytes().from();
        }
        for (int s = 1; s < live.length; s++) {
            live[s] += live[s - 1];
        }
    }

    private record Interval(int from, int to) {}

    private record Rectangle(int first, int last, Interval bytes) {}

    /** The bytes that a block has in use from a moment on. */
    private record State(int moment, List<Interval> inUse) {}

    static Instance of(List<Block> blocks) {
        List<List<State>> profiles = blocks.stream().map(Instance::profile).toList();
        int[] moments = profiles.stream()
                .flatMap(List::stream)
                .mapToInt(State::moment)
                .sorted()
                .distinct()
                .toArray();
        boolean[] grows = new boolean[moments.length];
        boolean[] shrinks = new boolean[moments.length];
        for (List<State> profile : profiles) {
            List<Interval> before = List.of();
            for (State state : profile) {
                int at = Arrays.binarySearch(moments, state.moment());
                grows[at] |= !contains(before, state.inUse());
                shrinks[at] |= !contains(state.inUse(), before);
                before = state.inUse();
            }
        }
        // A section that adds constraints begins where some block grows and ends where some block shrinks.
        int[] sectionsBefore = new int[moments.length];
        int sections = 0;
        boolean grew = false;
        for (int at = 0; at < moments.length; at++) {
            if (grew && shrinks[at]) {
                sections++;
            }
            grew = grows[at] || (grew && !shrinks[at]);
            sectionsBefore[at] = sections;
        }
        List<List<Rectangle>> rectangles = profiles.stream()
                .map(profile -> rectangles(profile, moments, sectionsBefore))
                .toList();
        return new Instance(blocks, rectangles, sections);
    }

    /** The states of a block, one for each moment at which its bytes in use change. The last state has none. */
    private static List<State> profile(Block block) {
        if (block.rectangles().size() == 1) {
            Block.Rectangle rectangle = block.rectangles().get(0);
            List<Interval> bytes = List.of(new Interval(rectangle.from(), rectangle.to()));
            return List.of(new State(rectangle.first(), bytes), new State(rectangle.last() + 1, List.of()));
        }
        List<State> profile = new ArrayList<>();
        List<Block.Rectangle> starts = sorted(block, Comparator.comparingInt(Block.Rectangle::first));
        List<Block.Rectangle> ends = sorted(block, Comparator.comparingInt(Block.Rectangle::last));
        List<Block.Rectangle> inUse = new ArrayList<>();
        List<Interval> before = List.of();
        int started = 0;
        int ended = 0;
        while (ended < ends.size()) {
            int moment = ends.get(ended).last() + 1;
            if (started < starts.size()) {
                moment = Math.min(moment, starts.get(started).first());
            }
            for (; ended < ends.size() && ends.get(ended).last() < moment; ended++) {
                inUse.remove(ends.get(ended));
            }
            for (; started < starts.size() && starts.get(started).first() == moment; started++) {
                inUse.add(starts.get(started));
            }
            List<Interval> now = intervals(inUse);
            if (!now.equals(before)) {
                profile.add(new State(moment, now));
                before = now;
            }
        }
        return profile;
    }

    private static List<Block.Rectangle> sorted(Block block, Comparator<Block.Rectangle> order) {
        List<Block.Rectangle> rectangles = new ArrayList<>(block.rectangles());
        rectangles.sort(order);
        return rectangles;
    }

    /** The bytes of rectangles as disjoint intervals. Sorts the list. */
    private static List<Interval> intervals(List<Block.Rectangle> rectangles) {
        rectangles.sort(Comparator.comparingInt(Block.Rectangle::from));
        List<Interval> intervals = new ArrayList<>();
        for (Block.Rectangle rectangle : rectangles) {
            int top = intervals.size() - 1;
            if (top >= 0 && rectangle.from() <= intervals.get(top).to()) {
                Interval below = intervals.get(top);
                intervals.set(top, new Interval(below.from(), Math.max(below.to(), rectangle.to())));
            } else {
                intervals.add(new Interval(rectangle.from(), rectangle.to()));
            }
        }
        return intervals;
    }

    private static boolean contains(List<Interval> outer, List<Interval> inner) {
        for (Interval interval : inner) {
            if (!contains(outer, interval)) {
                return false;
            }
        }
        return true;
    }

    private static boolean contains(List<Interval> outer, Interval inner) {
        for (Interval interval : outer) {
            if (interval.from <= inner.from && inner.to <= interval.to) {
                return true;
            }
        }
        return false;
    }

    private static List<Rectangle> rectangles(List<State> profile, int[] moments, int[] sectionsBefore) {
        List<Rectangle> rectangles = new ArrayList<>();
        int first = 0;
        List<Interval> intervals = List.of();
        for (State state : profile) {
            int end = sectionsBefore[Arrays.binarySearch(moments, state.moment())];
            if (first < end) {
                for (Interval interval : intervals) {
                    rectangles.add(new Rectangle(first, end - 1, interval));
                }
            }
            first = end;
            intervals = state.inUse();
        }
        return rectangles;
    }

    /** All rectangles in the order of their first sections. */
    int[] rectanglesByFirst() {
        return IntStream.range(0, firstSection.length)
                .mapToLong(r -> (long) firstSection[r] << Integer.SIZE | r)
                .sorted()
                .mapToInt(key -> (int) key)
                .toArray();
    }

    /** The number of spans: for each block, the sections that it is live in. */
    long spans() {
        return IntStream.range(0, firstSection.length)
                .mapToLong(r -> lastSection[r] - firstSection[r] + 1L)
                .sum();
    }

    /** A height that no layout is below. */
    int lowerBound() {
        long bound = Arrays.stream(live).max().orElse(0);
        for (int i = 0; i < blocks; i++) {
            bound = Math.max(bound, Math.max(0L, pinned[i]) + height[i]);
        }
        return Math.toIntExact(bound);
    }
}
