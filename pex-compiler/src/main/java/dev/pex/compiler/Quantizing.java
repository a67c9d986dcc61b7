package dev.pex.compiler;

import dev.pex.calibration.CalibrationFiles;
import dev.pex.quantize.QuantizationOptions;

/**
 * How a model that is not quantised becomes int8.
 *
 * @param data samples of what the network is going to see
 * @param options how ranges are chosen
 */
public record Quantizing(CalibrationFiles data, QuantizationOptions options) {}
