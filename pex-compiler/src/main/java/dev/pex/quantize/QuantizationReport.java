package dev.pex.quantize;

import dev.pex.tensor.Quantization;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How far the outputs of a quantised network are from those of the float network.
 *
 * @param model the network's name
 * @param options how it was quantised
 * @param samples how many samples gave the ranges
 * @param heldOut how many other samples it was measured on; empty when on the same ones
 * @param layers one line for each int8 result of an operator, in order
 * @param accuracy how often its answer is right; empty without labels
 */
public record QuantizationReport(
        String model,
        QuantizationOptions options,
        int samples,
        OptionalInt heldOut,
        List<LayerLine> layers,
        Optional<Accuracy> accuracy) {

    public QuantizationReport {
        layers = List.copyOf(layers);
    }

    /**
     * One operator.
     *
     * @param operator its kind in the model, such as {@code CONV_2D}
     * @param name of the tensor that it makes
     * @param decibels signal to noise: ten times the decimal logarithm of the sum of the squares of all real values over
     *     that of all errors; empty when there is no error, or no signal
     */
    public record LayerLine(String operator, String name, Quantization quantization, OptionalDouble decibels) {}

    /**
     * How often the largest element of the first output is the right one.
     *
     * @param labelled samples with a label
     * @param real how many of them the float network gets right
     * @param quantized how many the quantised one gets right
     * @param agreeing on how many both give the same answer
     */
    public record Accuracy(int labelled, int real, int quantized, int agreeing) {

        /** Percentage points that quantisation costs; negative when it helps. */
        public double loss() {
            return 100.0 * (real - quantized) / labelled;
        }
    }

    /** The same for samples that had no part in the quantisation, when so many others gave the ranges. */
    public QuantizationReport onHeldOut(int calibrating) {
        return new QuantizationReport(model, options, calibrating, OptionalInt.of(samples), layers, accuracy);
    }

    /** The line of the last operator. */
    public LayerLine last() {
        return layers.get(layers.size() - 1);
    }
}
