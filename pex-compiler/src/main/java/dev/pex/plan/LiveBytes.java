package dev.pex.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How many bytes of the arena are in use at each step of a plan; bytes that two buffers share count once. */
public final class LiveBytes {
    /** Entry 0 is the time before the first step, the last one the time after the last step. */
    private final int[] during;

    private LiveBytes(int[] during) {
        this.during = during;
    }

    /** The bytes of a plan. */
    public static LiveBytes of(Plan plan) {
        int[] during = new int[plan.steps().size() + 2];
        int[] users = new int[plan.arenaBytes()];
        List<Buffer> byFirst = new ArrayList<>(plan.buffers());
        byFirst.sort(Comparator.comparingInt(Buffer::firstStep));
        List<Buffer> byLast = new ArrayList<>(plan.buffers());
        byLast.sort(Comparator.comparingInt(Buffer::lastStep));
        int live = 0;
        int begun = 0;
        int ended = 0;
        for (int i = 0; i < during.length; i++) {
            int step = i + Buffer.BEFORE;
            while (ended < byLast.size() && byLast.get(ended).lastStep() < step) {
                live -= change(users, byLast.get(ended++), -1);
            }
            while (begun < byFirst.size() && byFirst.get(begun).firstStep() <= step) {
                live += change(users, byFirst.get(begun++), 1);
            }
            during[i] = live;
        }
        return new LiveBytes(during);
    }

    /** Adds a buffer to the users of its bytes or removes it; returns how many bytes begin or cease to be in use. */
    private static int change(int[] users, Buffer buffer, int by) {
        int changed = 0;
        for (int address = buffer.offset(); address < buffer.end(); address++) {
            boolean was = users[address] > 0;
            users[address] += by;
            changed += was == users[address] > 0 ? 0 : 1;
        }
        return changed;
    }

    /** Bytes in use during a step, {@link Buffer#BEFORE} and the number of steps included. */
    public int during(int step) {
        return during[step - Buffer.BEFORE];
    }

    /** The largest number of bytes in use at any time; no arena can be smaller. */
    public int peak() {
        int peak = 0;
        for (int bytes : during) {
            peak = Math.max(peak, bytes);
        }
        return peak;
    }
}
