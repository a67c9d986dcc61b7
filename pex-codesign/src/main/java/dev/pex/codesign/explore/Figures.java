package dev.pex.codesign.explore;

/**
 * What a trial found.
 *
 * @param correct validation samples that the generated C answers right
 * @param samples all validation samples
 * @param arenaBytes size of the arena
 * @param flashBytes constants and schedule
 * @param macs multiply-accumulates of an inference
 */
public record Figures(int correct, int samples, long arenaBytes, long flashBytes, long macs) {
    public Figures {
        if (samples < 1 || correct < 0 || correct > samples || arenaBytes < 0 || flashBytes < 0 || macs < 0) {
            throw new IllegalArgumentException("figures of no network: " + correct + " of " + samples);
        }
    }

    /** Share of the validation samples, from 0 to 1. */
    public double accuracy() {
        return (double) correct / samples;
    }
}
