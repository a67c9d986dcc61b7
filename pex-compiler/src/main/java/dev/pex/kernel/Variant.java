package dev.pex.kernel;

import dev.pex.graph.Graph;
import dev.pex.graph.Operator;
import dev.pex.graph.Part;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;

/**
 * One of the C functions that a kernel exists as.
 *
 * @param kernel what is computed; all variants give the same bits
 * @param instructions what is used for it
 */
public record Variant(Kernel kernel, InstructionSet instructions) implements Comparable<Variant> {
    private static final Comparator<Variant> ORDER =
            Comparator.comparing(Variant::kernel).thenComparing(Variant::instructions);

    /** Kernels that there are with vectors. */
    private static final Set<Kernel> MVE =
            EnumSet.of(Kernel.CONV2D_S8, Kernel.DEPTHWISE_CONV2D_S8, Kernel.FULLY_CONNECTED_S8, Kernel.ADD_S8);

    /** The variant that a target runs an operator with: the fastest that can. */
    public static Variant of(Graph graph, Operator operator, Target target) {
        Kernel kernel = Kernel.of(operator);
        boolean mve = target.instructions() == InstructionSet.MVE && MVE.contains(kernel) && suitsVectors(operator);
        return new Variant(kernel, mve ? InstructionSet.MVE : InstructionSet.PORTABLE);
    }

    /** The vectors of a depthwise kernel add two products in 16 bits, and have one output channel for each input. */
    private static boolean suitsVectors(Operator operator) {
        if (!(operator instanceof Operator.DepthwiseConv2d layer)) {
            return true;
        }
        for (int i = 0; i < layer.filter().weights().size(); i++) {
            if (layer.filter().weights().get(i) == Byte.MIN_VALUE) {
                return false;
            }
        }
        return layer.multiplier() == 1;
    }

    /** Bytes of scratch that a step uses; the C side asserts the same figure. */
    public int scratchBytes(Graph graph, Operator operator, Part part) {
        return 0;
    }

    /** The order in which it reads weights. */
    public WeightOrder weightOrder() {
        if (instructions == InstructionSet.MVE) {
            return kernel == Kernel.DEPTHWISE_CONV2D_S8 ? WeightOrder.TAPS : WeightOrder.CHANNELS;
        }
        return switch (kernel) {
            case CONV2D_S8, DEPTHWISE_CONV2D_S8, FULLY_CONNECTED_S8 -> WeightOrder.FOURS;
            default -> WeightOrder.CHANNELS;
        };
    }

    /** Name of the C function. */
    public String function() {
        return kernel.function() + instructions.suffix();
    }

    /** Name of the C struct of its constants, which all variants share. */
    public String argsType() {
        return kernel.function() + "_args";
    }

    /** Name of the C file that defines it. */
    public String source() {
        return function() + ".c";
    }

    /** Name of the C macro that states its scratch. */
    public String scratchMacro() {
        return constant("PEX_") + "_SCRATCH_BYTES";
    }

    /** Its name as a C constant. */
    public String constant(String prefix) {
        return prefix + kernel.name() + instructions.suffix().toUpperCase(java.util.Locale.ROOT);
    }

    @Override
    public int compareTo(Variant other) {
        return ORDER.compare(this, other);
    }
}
