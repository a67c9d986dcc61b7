package dev.pex.verify;

import dev.pex.plan.Buffer;
import dev.pex.plan.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How many buffers reserve each byte at the current step. */
final class Reservations {
    private final Addresses addresses;
    private final Pages count;
    private final List<Buffer> byFirst;
    private final List<Buffer> byLast;
    private int begun;
    private int ended;

    Reservations(Plan plan, Addresses addresses) {
        this.addresses = addresses;
        count = new Pages(addresses.bytes(), 0);
        byFirst = new ArrayList<>(plan.buffers());
        byFirst.sort(Comparator.comparingInt(Buffer::firstStep));
        byLast = new ArrayList<>(plan.buffers());
        byLast.sort(Comparator.comparingInt(Buffer::lastStep));
    }

    /** Goes on to a step; steps come in ascending order. */
    void advance(int step) {
        while (begun < byFirst.size() && byFirst.get(begun).firstStep() <= step) {
            change(byFirst.get(begun++), 1);
        }
        while (ended < byLast.size() && byLast.get(ended).lastStep() < step) {
            change(byLast.get(ended++), -1);
        }
    }

    private void change(Buffer buffer, int by) {
        for (int address = addresses.start(buffer); address < addresses.end(buffer); address++) {
            count.set(address, count.get(address) + by);
        }
    }

    boolean reserved(int address) {
        return count.get(address) > 0;
    }
}
