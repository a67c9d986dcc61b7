package dev.pex.codesign.data;

import dev.pex.diagnostic.Code;
import java.math.BigDecimal;

/**
 * How training samples are changed at random. Everything is off at 0.
 *
 * @param flip whether half of the samples are mirrored, left for right
 * @param shift the most pixels by which a sample is moved along rows and along columns; the mean of the training data fills up
 * @param cutOut the side of a square of pixels that the mean of the training data replaces; its centre is anywhere, so that a
 *     part of it may lie outside
 * @param speed the most by which a sound is made faster or slower, and its pitch higher or lower, as a share of its speed
 * @param timeShift the most milliseconds by which a sound is moved, either way; silence fills up
 * @param gain the most decibels by which a sound is made louder or quieter
 * @param noise the most that is added of background noise, as a share of its loudness; of white noise at full scale when the
 *     data set has no noise
 * @param timeMask the most frames of features that the mean of the sample replaces
 * @param frequencyMask the most bands of features that the mean of the sample replaces
 */
public record Augmentation(
        boolean flip,
        int shift,
        int cutOut,
        double speed,
        int timeShift,
        double gain,
        double noise,
        int timeMask,
        int frequencyMask) {
    /** Changes nothing. */
    public static final Augmentation NONE = new Augmentation(false, 0, 0, 0, 0, 0, 0, 0, 0);

    private static final int MOST = 10_000;
    private static final int LOUDEST = 60;
    private static final double FASTEST = 0.5;

    /** @throws dev.pex.diagnostic.DiagnosticException when a value is out of its range */
    public Augmentation {
        require("shift", shift, MOST);
        require("cutOut", cutOut, MOST);
        require("speed", speed, FASTEST);
        require("timeShift", timeShift, MOST);
        require("gain", gain, LOUDEST);
        require("noise", noise, 1);
        require("timeMask", timeMask, MOST);
        require("frequencyMask", frequencyMask, MOST);
    }

    /** The same with changes of images. */
    public Augmentation withImages(boolean mirrored, int pixels, int square) {
        return new Augmentation(mirrored, pixels, square, speed, timeShift, gain, noise, timeMask, frequencyMask);
    }

    /** The same with changes of the waveform. */
    public Augmentation withWaves(int milliseconds, double decibels, double loudness) {
        return new Augmentation(flip, shift, cutOut, speed, milliseconds, decibels, loudness, timeMask, frequencyMask);
    }

    /** The same with changes of speed. */
    public Augmentation withSpeed(double share) {
        return new Augmentation(flip, shift, cutOut, share, timeShift, gain, noise, timeMask, frequencyMask);
    }

    /** The same with masks on features. */
    public Augmentation withMasks(int frames, int bands) {
        return new Augmentation(flip, shift, cutOut, speed, timeShift, gain, noise, frames, bands);
    }

    boolean movesPixels() {
        return flip || shift > 0 || cutOut > 0;
    }

    boolean changesWaves() {
        return speed > 0 || timeShift > 0 || gain > 0 || noise > 0;
    }

    private static void require(String name, double value, double most) {
        if (!(value >= 0 && value <= most)) {
            throw Faults.of(
                    Code.DATA_SETTING,
                    "augmentation",
                    name + " is " + value,
                    "take a number from 0, which leaves it out, to "
                            + BigDecimal.valueOf(most).stripTrailingZeros().toPlainString());
        }
    }
}
