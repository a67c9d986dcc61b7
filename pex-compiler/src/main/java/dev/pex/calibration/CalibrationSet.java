package dev.pex.calibration;

import dev.pex.tensor.Ints;
import java.util.List;
import java.util.Optional;

/**
 * Samples of the inputs that a network will get.
 *
 * @param samples the network's inputs, one flat array for each, in order; all numbers finite
 * @param labels the right answer to each sample, where it is known
 */
public record CalibrationSet(List<List<double[]>> samples, Optional<Ints> labels) {
    public CalibrationSet {
        samples = List.copyOf(samples);
    }
}
