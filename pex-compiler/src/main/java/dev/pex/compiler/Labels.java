package dev.pex.compiler;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostics;
import dev.pex.graph.Graph;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Tensor;
import java.util.List;

/** Names of the classes that the first output of a network tells apart. */
final class Labels {
    /** More would not fit the constants of one Java class. */
    static final int MOST = 4096;

    static final int LONGEST = 200;

    private Labels() {}

    /** Checks that there are as many labels as the output tells classes apart, and that each can be written anywhere. */
    static void check(Graph network, List<String> labels, Diagnostics diagnostics) {
        if (labels.isEmpty() || network.outputs().isEmpty()) {
            return;
        }
        for (int i = 0; i < labels.size(); i++) {
            checkText(network, i, labels.get(i), diagnostics);
        }
        if (labels.size() > MOST) {
            diagnostics.error(
                    Code.LABELS, network.name(), "it has " + labels.size() + " labels", "there may be up to " + MOST);
        }
        Tensor output = network.tensor(network.outputs().get(0));
        // An output of indices does not say how many there are.
        if (output.type() != ElementType.INT32 && classes(output) != labels.size()) {
            diagnostics.error(
                    Code.LABELS,
                    network.name(),
                    "it has " + labels.size() + (labels.size() == 1 ? " label" : " labels")
                            + ", but its first output, '" + output.name() + "', has the shape " + output.shape()
                            + ", so that it tells " + classes(output) + " apart",
                    "give one label for each element of the last dimension, in their order");
        }
    }

    private static int classes(Tensor output) {
        return output.shape().isEmpty() ? 1 : output.shape().get(output.shape().size() - 1);
    }

    private static void checkText(Graph network, int index, String label, Diagnostics diagnostics) {
        String fault = null;
        if (label.isBlank()) {
            fault = "is empty";
        } else if (label.length() > LONGEST) {
            fault = "has " + label.length() + " characters; there may be up to " + LONGEST;
        } else if (label.codePoints().anyMatch(Labels::cannotBeWritten)) {
            fault = "has control characters";
        }
        if (fault != null) {
            diagnostics.error(
                    Code.LABELS,
                    network.name(),
                    "label " + index + " " + fault,
                    "labels count from 0, one for each class");
        }
    }

    private static boolean cannotBeWritten(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
