package dev.pex.placement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Blocks with time compressed to what matters. Between two changes nothing happens, and a stretch of
 * time whose live bytes are all live in the stretch before or behind it forbids nothing that the
 * other one does not. What is left are sections, numbered in the order of time. A block is a list of
 * pieces: ranges of sections by ranges of bytes, disjoint, in the order of time and then of bytes.
 */
final class Instance {
    final int blocks;
    final int[] alignment;

    /** Offset of a pinned block, or -1. */
    final int[] pinned;

    final int[] height;
    final int sections;

    /** Live bytes of each section, and a 0 behind them. */
    final long[] live;

    /** Pieces of block i are those from firstPiece[i] to before firstPiece[i + 1]. */
    final int[] firstPiece;

    final int[] blockOf;
    final int[] pieceFirst;
    final int[] pieceLast;
    final int[] pieceFrom;
    final int[] pieceTo;

    private Instance(List<Block> list, List<List<Piece>> pieces, int sections) {
        this.blocks = list.size();
        this.sections = sections;
        alignment = list.stream().mapToInt(Block::alignment).toArray();
        pinned = list.stream().mapToInt(b -> b.pinned().orElse(-1)).toArray();
        height = list.stream().mapToInt(Block::height).toArray();
        firstPiece = new int[blocks + 1];
        for (int i = 0; i < blocks; i++) {
            firstPiece[i + 1] = firstPiece[i] + pieces.get(i).size();
        }
        List<Piece> all = pieces.stream().flatMap(List::stream).toList();
        blockOf = new int[all.size()];
        for (int i = 0; i < blocks; i++) {
            Arrays.fill(blockOf, firstPiece[i], firstPiece[i + 1], i);
        }
        pieceFirst = all.stream().mapToInt(Piece::first).toArray();
        pieceLast = all.stream().mapToInt(Piece::last).toArray();
        pieceFrom = all.stream().mapToInt(p -> p.bytes().from()).toArray();
        pieceTo = all.stream().mapToInt(p -> p.bytes().to()).toArray();
        live = new long[sections + 1];
        for (Piece p : all) {
            live[p.first()] += p.bytes().to() - p.bytes().from();
            live[p.last() + 1] -= p.bytes().to() - p.bytes().from();
        }
        for (int s = 1; s < live.length; s++) {
            live[s] += live[s - 1];
        }
    }

    private record Interval(int from, int to) {}

    private record Piece(int first, int last, Interval bytes) {}

    /** What a block has in use from a moment on. */
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
        // A section that matters begins where something grows and ends where something shrinks.
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
        List<List<Piece>> pieces = profiles.stream()
                .map(profile -> pieces(profile, moments, sectionsBefore))
                .toList();
        return new Instance(blocks, pieces, sections);
    }

    /** What a block has in use from each moment on at which that changes; nothing from the last one on. */
    private static List<State> profile(Block block) {
        if (block.slabs().size() == 1) {
            Block.Slab slab = block.slabs().get(0);
            List<Interval> bytes = List.of(new Interval(slab.from(), slab.to()));
            return List.of(new State(slab.first(), bytes), new State(slab.last() + 1, List.of()));
        }
        List<State> profile = new ArrayList<>();
        List<Block.Slab> starts = sorted(block, Comparator.comparingInt(Block.Slab::first));
        List<Block.Slab> ends = sorted(block, Comparator.comparingInt(Block.Slab::last));
        List<Block.Slab> inUse = new ArrayList<>();
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

    private static List<Block.Slab> sorted(Block block, Comparator<Block.Slab> order) {
        List<Block.Slab> slabs = new ArrayList<>(block.slabs());
        slabs.sort(order);
        return slabs;
    }

    /** The bytes of slabs, which get sorted. */
    private static List<Interval> intervals(List<Block.Slab> slabs) {
        slabs.sort(Comparator.comparingInt(Block.Slab::from));
        List<Interval> intervals = new ArrayList<>();
        for (Block.Slab slab : slabs) {
            int top = intervals.size() - 1;
            if (top >= 0 && slab.from() <= intervals.get(top).to()) {
                Interval below = intervals.get(top);
                intervals.set(top, new Interval(below.from(), Math.max(below.to(), slab.to())));
            } else {
                intervals.add(new Interval(slab.from(), slab.to()));
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

    private static List<Piece> pieces(List<State> profile, int[] moments, int[] sectionsBefore) {
        List<Piece> pieces = new ArrayList<>();
        int first = 0;
        List<Interval> intervals = List.of();
        for (State state : profile) {
            int end = sectionsBefore[Arrays.binarySearch(moments, state.moment())];
            if (first < end) {
                for (Interval interval : intervals) {
                    pieces.add(new Piece(first, end - 1, interval));
                }
            }
            first = end;
            intervals = state.inUse();
        }
        return pieces;
    }

    /** All pieces in the order of their first sections. */
    int[] piecesByFirst() {
        return IntStream.range(0, pieceFirst.length)
                .mapToLong(p -> (long) pieceFirst[p] << Integer.SIZE | p)
                .sorted()
                .mapToInt(key -> (int) key)
                .toArray();
    }

    /** Sections that blocks are live in, all added up. */
    long cells() {
        return IntStream.range(0, pieceFirst.length)
                .mapToLong(p -> pieceLast[p] - pieceFirst[p] + 1L)
                .sum();
    }

    /** No layout is lower. */
    int lowerBound() {
        long bound = Arrays.stream(live).max().orElse(0);
        for (int i = 0; i < blocks; i++) {
            bound = Math.max(bound, Math.max(0L, pinned[i]) + height[i]);
        }
        return Math.toIntExact(bound);
    }
}
