package dev.pex.codesign.data;

import java.util.List;

/**
 * Samples of an input in three splits.
 *
 * @param classes names of the classes, by their number; sorted as numbers when all are numbers
 * @param training has samples of every class
 * @param validation at least one sample
 * @param test at least one sample
 */
public record DataSet(List<String> classes, Samples training, Samples validation, Samples test) {
    public DataSet {
        classes = List.copyOf(classes);
    }
}
