package dev.pex.kernel;

import dev.pex.graph.Graph;
import dev.pex.operator.Custom;
import dev.pex.operator.CustomKernel;
import dev.pex.operator.Operator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One of the C functions that a kernel exists as.
 *
 * @param kernel what is computed; all variants give the same bits
 * @param instructions what is used for it
 * @param custom the kernel from outside, for {@link Kernel#CUSTOM}
 */
public record Variant(Kernel kernel, InstructionSet instructions, Optional<CustomKernel> custom)
        implements Comparable<Variant> {
    private static final Comparator<Variant> ORDER = Comparator.comparing(Variant::kernel)
            .thenComparing(Variant::instructions)
            .thenComparing(Variant::function);

    /** A kernel of the runtime. */
    public Variant(Kernel kernel, InstructionSet instructions) {
        this(kernel, instructions, Optional.empty());
    }

    /** The variant that a target runs an operator with: the fastest that can. */
    public static Variant of(Graph graph, Operator operator, Target target) {
        Kernel kernel = Kernel.of(operator);
        if (operator instanceof Custom custom) {
            return new Variant(kernel, InstructionSet.PORTABLE, Optional.of(custom.kernel(graph)));
        }
        boolean runs = switch (target.instructions()) {
            case PORTABLE, SMALL -> false;
            case DSP -> DspLayers.canRun(graph, operator, kernel);
            case MVE -> MveLayers.canRun(operator, kernel);
        };
        return new Variant(kernel, runs ? target.instructions() : InstructionSet.PORTABLE);
    }

    /** The variant that is small; the portable one where there is none. */
    Variant small() {
        return switch (kernel) {
            case CONV2D_S8, DEPTHWISE_CONV2D_S8, FULLY_CONNECTED_S8 -> new Variant(kernel, InstructionSet.SMALL);
            default -> new Variant(kernel, InstructionSet.PORTABLE, custom);
        };
    }

    /** The order in which it reads weights. */
    public WeightOrder weightOrder() {
        boolean depthwise = kernel == Kernel.DEPTHWISE_CONV2D_S8;
        if (!depthwise && kernel != Kernel.CONV2D_S8 && kernel != Kernel.FULLY_CONNECTED_S8) {
            return WeightOrder.CHANNELS;
        }
        return switch (instructions) {
            case PORTABLE -> WeightOrder.FOURS;
            case SMALL -> WeightOrder.CHANNELS;
            case DSP -> depthwise ? WeightOrder.FOURS : WeightOrder.PAIRS;
            case MVE -> depthwise ? WeightOrder.TAPS : WeightOrder.CHANNELS;
        };
    }

    /**
     * Bytes that it reads after all weights and that have no effect.
     *
     * @param elements weights of a channel
     */
    int weightPadding(int elements) {
        boolean sixteens = kernel == Kernel.CONV2D_S8 && instructions == InstructionSet.MVE;
        return sixteens && elements <= MveLayers.MOST_SIXTEENS_BYTES ? -elements & 15 : 0;
    }

    /** Name of the C function. */
    public String function() {
        return custom.map(CustomKernel::function).orElseGet(() -> kernel.function() + instructions.suffix());
    }

    /** Name of the C struct of its constants, which all variants share. */
    public String argsType() {
        return custom.map(CustomKernel::function).orElseGet(kernel::function) + "_args";
    }

    /** Name of the C file that defines it. */
    public String source() {
        return function() + ".c";
    }

    /** Names of the C files that are compiled for it, without {@link #helpers}. */
    public List<String> sources() {
        return custom.map(own -> own.files().keySet().stream()
                        .filter(name -> name.endsWith(".c"))
                        .toList())
                .orElseGet(() -> List.of(source()));
    }

    /** Names of further C files that it needs, without those that every model gets. */
    public List<String> helpers() {
        return switch (instructions) {
            case PORTABLE -> weightOrder() == WeightOrder.FOURS ? List.of("pex_groups.h", "pex_groups.c") : List.of();
            case SMALL -> List.of("pex_small.h", "pex_small.c");
            case DSP -> List.of("pex_dsp.h", "pex_dsp.c");
            case MVE -> List.of("pex_layers_mve.h", "pex_layers_mve.c", "pex_channels_mve.h", "pex_pixels_mve.h");
        };
    }

    /** Bytes that its weights are aligned to. */
    public int weightAlignment() {
        return instructions == InstructionSet.DSP ? Integer.BYTES : 1;
    }

    /** The C macro that states the scratch of an operator's steps, where there is any. */
    public String scratchMacro(int inputChannels) {
        return constant("PEX_") + "_SCRATCH_BYTES(" + inputChannels + "u)";
    }

    /** Its name as a C constant. */
    public String constant(String prefix) {
        String name = custom.map(CustomKernel::function).orElseGet(() -> kernel.name() + instructions.suffix());
        return prefix + name.toUpperCase(Locale.ROOT);
    }

    @Override
    public int compareTo(Variant other) {
        return ORDER.compare(this, other);
    }
}
