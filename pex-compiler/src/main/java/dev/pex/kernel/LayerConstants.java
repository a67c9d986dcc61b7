package dev.pex.kernel;

import dev.pex.graph.Graph;
import dev.pex.operator.Conv2d;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.LayerForm;
import dev.pex.operator.Weighted;
import dev.pex.operator.Window;
import dev.pex.quant.Arithmetic;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Ints;
import java.util.Arrays;

/**
 * Constants of a layer with weights as a variant of its kernel wants them: what does not depend on data is
 * computed here and not by the firmware.
 *
 * @param weights in the variant's order
 * @param bias of each output channel, with the input offset's share where the kernel multiplies raw inputs; or all
 *     constants of groups of channels, see pex_dsp.h
 * @param multipliers of each output channel; empty where they are elsewhere
 * @param shifts of each output channel; empty where they are elsewhere
 * @param absent what the kernel reads for a tap outside the input; empty when there is no such tap
 */
public record LayerConstants(Bytes weights, Ints bias, Ints multipliers, Ints shifts, Bytes absent) {
    /** A kernel reads this many channels at a time of a depthwise convolution, unless it reads taps in a row. */
    private static final int DEPTHWISE_CHANNELS = 4;

    public static LayerConstants of(Graph graph, Weighted layer, Arithmetic.Weighted arithmetic, Variant variant) {
        int channels = layer.bias().size();
        if (!foldsOffset(layer)) {
            return new LayerConstants(
                    layer.filter().weights(),
                    layer.bias(),
                    arithmetic.multipliers(),
                    arithmetic.shifts(),
                    Bytes.copyOf(new byte[0]));
        }
        boolean grouped = variant.instructions() == InstructionSet.DSP;
        LayerWeights given = LayerWeights.of(layer, arithmetic);
        LayerWeights weights = grouped ? given.withPlainConstantChannels() : given;
        int[] starts = new int[channels];
        for (int channel = 0; channel < channels; channel++) {
            // Modulo 2^32: only what the kernel adds up in the end is known to fit.
            starts[channel] = (int) weights.start(channel);
        }
        Ints bias = Ints.copyOf(starts);
        boolean paired = layer.form() != LayerForm.DEPTHWISE;
        return new LayerConstants(
                padded(
                        variant.weightOrder().of(weights.weights().toArray(), channels, weights.elements()),
                        variant.weightPadding(weights.elements())),
                grouped ? GroupConstants.of(bias, weights.arithmetic(), paired) : bias,
                grouped ? Ints.copyOf() : arithmetic.multipliers(),
                grouped ? Ints.copyOf() : arithmetic.shifts(),
                absent(graph, layer, variant, (byte) -arithmetic.inputOffset()));
    }

    private static Bytes padded(Bytes weights, int bytes) {
        return bytes == 0 ? weights : Bytes.copyOf(Arrays.copyOf(weights.toArray(), weights.size() + bytes));
    }

    /** A transposed convolution leaves out what is absent; the others read the zero point there. */
    private static boolean foldsOffset(Weighted layer) {
        return layer.form() != LayerForm.TRANSPOSED;
    }

    private static Bytes absent(Graph graph, Weighted layer, Variant variant, byte zeroPoint) {
        int bytes = switch (layer.form()) {
            case CONVOLUTION -> {
                Conv2d conv = (Conv2d) layer;
                yield pads(graph, conv, conv.rows(), conv.columns())
                        ? graph.tensor(conv.input()).extent().channels()
                        : 0;
            }
            case DEPTHWISE -> {
                DepthwiseConv2d conv = (DepthwiseConv2d) layer;
                boolean few = variant.instructions() == InstructionSet.PORTABLE
                        || variant.instructions() == InstructionSet.SMALL;
                int channels = few
                        ? DEPTHWISE_CHANNELS
                        : graph.tensor(conv.input()).extent().channels();
                yield pads(graph, conv, conv.rows(), conv.columns()) ? channels : 0;
            }
            case FULLY_CONNECTED, TRANSPOSED -> 0;
        };
        byte[] absent = new byte[bytes];
        Arrays.fill(absent, zeroPoint);
        return Bytes.copyOf(absent);
    }

    private static boolean pads(Graph graph, Weighted layer, Window rows, Window columns) {
        Extent out = graph.outputOf(layer).extent();
        return pads(rows, out.rows()) || pads(columns, out.columns());
    }

    /** Whether a tap of an output lies outside the input. */
    private static boolean pads(Window window, int outputs) {
        int last = (outputs - 1) * window.stride() - window.padBefore() + (window.kernel() - 1) * window.dilation();
        return window.padBefore() > 0 || last >= window.input();
    }
}
