package dev.pex.codesign.data;

import dev.pex.tensor.Quantization;
import java.util.List;
import java.util.Optional;

/**
 * Samples of an input in three splits.
 *
 * @param grid the int8 quantisation that the integers of samples have already, so that a firmware passes them on as they are (docs/DATA.md);
 *     empty where there is none
 * @param classes names of the classes, by their number; sorted as numbers when all are numbers
 * @param training has samples of every class
 * @param validation at least one sample
 * @param test at least one sample
 */
public record DataSet(
        Optional<Quantization> grid, List<String> classes, Samples training, Samples validation, Samples test) {
    public DataSet {
        classes = List.copyOf(classes);
    }
}
