package dev.pex.oracle;

/**
 * What a network needs: the figures of the report that {@code pex:generate} writes for it. A plan was placed and verified.
 *
 * @param arenaBytes size of the arena
 * @param liveBytes most bytes alive at a time under the same schedule
 * @param constantBytes weights, biases, requantisation and tables in flash, as emitted
 * @param scheduleBytes the schedule, and tables of it, in flash
 * @param macs multiply-accumulates of one inference
 * @param steps kernel calls of one inference
 */
public record Answer(int arenaBytes, long liveBytes, int constantBytes, int scheduleBytes, long macs, int steps) {
    /** Bytes of flash, except the machine code of kernels. */
    public int flashBytes() {
        return constantBytes + scheduleBytes;
    }
}
