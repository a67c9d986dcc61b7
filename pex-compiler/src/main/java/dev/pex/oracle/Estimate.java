package dev.pex.oracle;

/**
 * What a network is likely to need. A schedule was found; no place in memory was.
 *
 * @param liveBytes most bytes alive at a time, under the schedule with the fewest; the arena is seldom much larger, and a few bytes
 *     smaller at most
 * @param constantBytes weights, an int32 bias and a requantisation for each output channel, tables; without the layouts that
 *     kernels want
 * @param macs multiply-accumulates of one inference
 */
public record Estimate(long liveBytes, long constantBytes, long macs) {}
