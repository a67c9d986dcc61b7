package dev.pex.kernel;

import dev.pex.graph.Graph;
import dev.pex.operator.Conv2d;
import dev.pex.operator.Window;
import dev.pex.quant.Arithmetic;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import java.util.Arrays;

/**
 * Pointwise convolutions that pex_conv2d_s8_dsp computes two pixels at a time: their inputs are widened to 16 bits in
 * scratch first, and serve all channels.
 */
final class PixelPairs {
    /** Inputs that a loop takes at a time. */
    private static final int INPUTS = 8;

    /** More of them would take more than 1 KiB of scratch. */
    private static final int MOST_INPUTS = 256;

    private static final int PIXELS = 2;
    private static final int GROUP = 4;

    private PixelPairs() {}

    /** Bytes of scratch of a convolution that the DSP extension runs; 0 if it is not for pairs of pixels. */
    static int scratchBytes(Graph graph, Conv2d conv) {
        Extent input = graph.tensor(conv.input()).extent();
        Extent output = graph.outputOf(conv).extent();
        Arithmetic.Weighted arithmetic = conv.arithmetic(graph);
        boolean runs = reachesItsInputOnly(conv.rows(), output.rows())
                && reachesItsInputOnly(conv.columns(), output.columns())
                && input.channels() % INPUTS == 0
                && input.channels() <= MOST_INPUTS
                && Arrays.stream(arithmetic.shifts().toArray()).allMatch(s -> s < 0);
        return runs ? PIXELS * Short.BYTES * input.channels() : 0;
    }

    private static boolean reachesItsInputOnly(Window window, int outputs) {
        return window.kernel() == 1 && window.padBefore() == 0 && (outputs - 1) * window.stride() < window.input();
    }

    /** Whether a part of the output has pairs of pixels and whole groups of channels. */
    static boolean has(Part part, int channels) {
        return part.rows().size() * (long) part.columns().size() >= PIXELS
                && part.channels().start() % GROUP == 0
                && part.channels().end() % GROUP == 0
                && part.channels().end() <= channels;
    }
}
