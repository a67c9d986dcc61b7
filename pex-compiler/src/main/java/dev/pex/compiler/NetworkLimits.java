package dev.pex.compiler;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostics;
import dev.pex.graph.Graph;
import dev.pex.operator.Weighted;
import dev.pex.plan.Plan;
import dev.pex.tensor.Tensor;
import dev.pex.verify.Verifier;
import java.util.Locale;

/**
 * Sizes beyond which a file is no network for a microcontroller. A few bytes can describe a network of any
 * size; these limits bound the time and memory of a compilation, and keep all sums inside their types.
 */
final class NetworkLimits {
    static final int MOST_OPERATORS = 2048;

    /** Of all activations together, dead or alive. */
    static final long MOST_ACTIVATION_BYTES = 256L << 20;

    static final int LARGEST_ARENA = Verifier.LARGEST_ARENA;

    /** Operators may share constants, but in C each has its own: this many times the file's size, and a bit. */
    private static final int MOST_SHARING = 8;

    private static final long FREE_CONSTANTS = 1 << 20;

    private NetworkLimits() {}

    /** Checks what the file describes, before anything is computed from it. */
    static void check(Graph network, int fileBytes, Diagnostics diagnostics) {
        int operators = network.operators().size();
        if (operators > MOST_OPERATORS) {
            report(network, diagnostics, "it has " + number(operators) + " operators", number(MOST_OPERATORS));
        }
        long activations = network.tensors().stream()
                .filter(t -> t.constant().isEmpty())
                .mapToLong(Tensor::bytes)
                .sum();
        if (activations > MOST_ACTIVATION_BYTES) {
            report(
                    network,
                    diagnostics,
                    "its activations have " + number(activations) + " bytes together",
                    number(MOST_ACTIVATION_BYTES));
        }
        long constants = network.operators().stream()
                .mapToLong(o ->
                        o instanceof Weighted layer ? layer.filter().weights().size() : 0)
                .sum();
        long most = MOST_SHARING * (long) fileBytes + FREE_CONSTANTS;
        if (constants > most) {
            report(
                    network,
                    diagnostics,
                    "its operators share weights so often that they have " + number(constants) + " bytes in C",
                    number(most) + " for a file of " + number(fileBytes));
        }
    }

    static void check(Plan plan, Graph graph, Diagnostics diagnostics) {
        if (plan.arenaBytes() > LARGEST_ARENA) {
            report(
                    graph,
                    diagnostics,
                    "its arena would take " + number(plan.arenaBytes()) + " bytes",
                    number(LARGEST_ARENA));
        }
    }

    private static void report(Graph network, Diagnostics diagnostics, String what, String most) {
        diagnostics.error(Code.UNSUPPORTED_FORM, network.name(), what, "supported: up to " + most);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
