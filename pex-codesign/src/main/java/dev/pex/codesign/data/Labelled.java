package dev.pex.codesign.data;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.tensor.Ints;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The items of a data set with their splits.
 *
 * @param splits one for each item
 */
record Labelled(String location, List<String> classes, List<Item> items, List<Split> splits) {
    /**
     * Splits items and checks classes.
     *
     * @throws dev.pex.diagnostic.DiagnosticException when there are fewer than two classes, one lacks training data, or a split is
     *     empty
     */
    static Labelled of(String location, List<String> classes, List<Item> items, SplitOptions options) {
        if (items.isEmpty()) {
            throw Faults.of(
                    Code.NO_DATA,
                    location,
                    "there are no samples in it",
                    "give a folder for each class, with images or sounds; or arrays");
        }
        if (classes.size() < 2) {
            throw Faults.of(
                    Code.DATA_CLASSES,
                    location,
                    "it has one class, " + classes.get(0),
                    "a network tells two or more classes apart");
        }
        List<Split> splits = Splitter.assign(location, items, options);
        Labelled labelled = new Labelled(location, classes, items, splits);
        Faults.throwAny(location, labelled.faults());
        return labelled;
    }

    private List<Diagnostic> faults() {
        List<Diagnostic> faults = new ArrayList<>();
        long[] all = new long[classes.size()];
        long[] training = new long[classes.size()];
        for (int i = 0; i < items.size(); i++) {
            int label = items.get(i).label();
            all[label]++;
            training[label] += splits.get(i) == Split.TRAINING ? 1 : 0;
        }
        for (int label = 0; label < all.length; label++) {
            boolean empty = all[label] == 0;
            if (training[label] == 0) {
                faults.add(Diagnostic.error(
                        Code.DATA_CLASSES,
                        location,
                        "the class '" + classes.get(label) + "' has no " + (empty ? "samples" : "training data"),
                        empty ? "take it away, or put samples into it" : "give more of it, or smaller groups"));
            }
        }
        for (Split split : Split.values()) {
            if (!splits.contains(split)) {
                faults.add(Diagnostic.error(
                        Code.NO_DATA,
                        location,
                        "no samples are left for " + split.folder(),
                        "give more samples, more groups or fewer folds, or a larger share"));
            }
        }
        return faults;
    }

    /** The places of the items of a split, in their order. */
    Ints places(Split split) {
        return Ints.copyOf(IntStream.range(0, splits.size())
                .filter(i -> splits.get(i) == split)
                .toArray());
    }

    /** The classes of some items. */
    Ints labels(Ints places) {
        return Ints.copyOf(IntStream.of(places.toArray())
                .map(place -> items.get(place).label())
                .toArray());
    }
}
