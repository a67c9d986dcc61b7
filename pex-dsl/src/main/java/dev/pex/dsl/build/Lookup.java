package dev.pex.dsl.build;

import dev.pex.array.NumberArray;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.diagnostic.Diagnostics;
import dev.pex.dsl.weights.WeightFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Looks up the arrays of a file for one network, remembers which were used, and collects faults. */
final class Lookup {
    private static final int MOST_NAMES = 8;

    private final String network;
    private final WeightFile file;
    private final Diagnostics diagnostics = new Diagnostics();
    private final Set<String> taken = new TreeSet<>();
    private final List<String> missing = new ArrayList<>();

    Lookup(String network, WeightFile file) {
        this.network = network;
        this.file = file;
    }

    WeightFile file() {
        return file;
    }

    /** An array that has to be there. */
    Optional<NumberArray> required(String name) {
        Optional<NumberArray> array = optional(name);
        if (array.isEmpty()) {
            missing.add(WeightFile.spelling(name));
        }
        return array;
    }

    /** An array that may be there. */
    Optional<NumberArray> optional(String name) {
        taken.add(WeightFile.spelling(name));
        return file.find(name);
    }

    /** Finite numbers of the given shape, in the file's order; empty when there is a fault. */
    Optional<float[]> reals(String name, List<Integer> shape) {
        Optional<NumberArray> array = required(name).filter(found -> has(name, found, shape));
        return array.map(NumberArray::floats).filter(values -> finite(name, values));
    }

    /** Integers of the given shape from a range, in the file's order; empty when there is a fault. */
    Optional<int[]> integers(String name, List<Integer> shape, int lowest, int highest) {
        Optional<NumberArray> array = required(name).filter(found -> has(name, found, shape));
        return array.flatMap(found -> integers(name, found, lowest, highest));
    }

    /** Integers of any shape. */
    Optional<int[]> integers(String name, NumberArray array, int lowest, int highest) {
        if (!array.type().isInteger()) {
            unfit(name, "it is " + array.type(), "integers from " + lowest + " to " + highest + " are expected");
            return Optional.empty();
        }
        long[] values = array.integers();
        int[] narrowed = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            if (values[i] < lowest || values[i] > highest) {
                unfit(
                        name,
                        "element " + i + " is " + values[i],
                        "integers from " + lowest + " to " + highest + " are expected");
                return Optional.empty();
            }
            narrowed[i] = (int) values[i];
        }
        return Optional.of(narrowed);
    }

    boolean finite(String name, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                unfit(
                        name,
                        "element " + i + " is " + values[i],
                        "training has diverged, or the file is damaged: write it again from weights that are finite");
                return false;
            }
        }
        return true;
    }

    /** Whether an array has a shape, apart from leading dimensions of 1. */
    private boolean has(String name, NumberArray array, List<Integer> shape) {
        boolean fits = significant(array.shape()).equals(significant(shape));
        if (!fits) {
            unfit(
                    name,
                    "it has the shape " + array.shape() + "; " + shape + " is expected",
                    "the file is read in the layout " + file.layout() + "; see WeightLayout for others");
        }
        return fits;
    }

    private static List<Integer> significant(List<Integer> shape) {
        int first = 0;
        while (first < shape.size() && shape.get(first) == 1) {
            first++;
        }
        return shape.subList(first, shape.size());
    }

    void unfit(String name, String what, String help) {
        diagnostics.error(Code.WEIGHTS_UNFIT, file.file() + ", array '" + WeightFile.spelling(name) + "'", what, help);
    }

    /** Throws when there was a fault, or an array of the file was not looked up. */
    void finish() {
        List<String> surplus = new ArrayList<>(file.arrays().keySet());
        surplus.removeAll(taken);
        String advice = "an operator 'stem' has the arrays stem.weight and stem.bias;"
                + " with bias = false, or withoutBias(), only the first";
        List<Diagnostic> all = new ArrayList<>();
        if (!missing.isEmpty()) {
            all.add(unfit("network '" + network + "' needs " + some(missing) + ", which it lacks", advice));
        }
        if (!surplus.isEmpty()) {
            all.add(unfit("network '" + network + "' has no use for its " + some(surplus), advice));
        }
        all.addAll(diagnostics.all());
        if (!all.isEmpty()) {
            throw new DiagnosticException(all);
        }
    }

    private Diagnostic unfit(String what, String help) {
        return Diagnostic.error(Code.WEIGHTS_UNFIT, file.file(), what, help);
    }

    private static String some(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)));
        return names.size() > MOST_NAMES ? shown + " and " + (names.size() - MOST_NAMES) + " more" : shown;
    }
}
