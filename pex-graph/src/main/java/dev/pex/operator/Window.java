package dev.pex.operator;

import dev.pex.tensor.Range;

/**
 * A sliding window along one spatial axis. Output index {@code o} covers the input indices {@code o
 * * stride - padBefore + t * dilation} for the taps {@code 0 <= t < kernel}; taps outside the input
 * are absent. This is the only place that states how a window moves: shape inference, dependence,
 * executor and emission read it.
 *
 * @param input extent of the input axis
 * @param output extent of the output axis
 * @param kernel number of taps
 * @param stride input indices between neighbouring outputs
 * @param dilation input indices between neighbouring taps
 * @param padBefore absent input indices before the first one
 */
public record Window(int input, int output, int kernel, int stride, int dilation, int padBefore) {
    public Window {
        if (input < 1 || output < 1 || kernel < 1 || stride < 1 || dilation < 1 || padBefore < 0) {
            throw new IllegalArgumentException("window " + input + " -> " + output + ", kernel " + kernel + ", stride "
                    + stride + ", dilation " + dilation + ", pad " + padBefore);
        }
    }

    /** Window of TensorFlow's VALID padding. Its output is empty when the kernel exceeds the input. */
    public static int validOutput(int input, int kernel, int stride, int dilation) {
        long span = (kernel - 1L) * dilation + 1;
        return input < span ? 0 : (int) ((input - span) / stride + 1);
    }

    /** A window with TensorFlow's VALID padding: no absent taps. */
    public static Window valid(int input, int kernel, int stride, int dilation) {
        return new Window(input, validOutput(input, kernel, stride, dilation), kernel, stride, dilation, 0);
    }

    /** A window with TensorFlow's SAME padding: ceil(input / stride) outputs, the odd absent tap behind. */
    public static Window same(int input, int kernel, int stride, int dilation) {
        int output = (input - 1) / stride + 1;
        long span = (kernel - 1L) * dilation + 1;
        long absent = Math.max((output - 1L) * stride + span - input, 0);
        return new Window(input, output, kernel, stride, dilation, Math.toIntExact(absent / 2));
    }

    /** Input index under a tap; outside [0, input) when the tap is absent. */
    public int tap(int outputIndex, int tap) {
        return outputIndex * stride - padBefore + tap * dilation;
    }

    /** The smallest range that holds all input indices under the taps of the given outputs; may be empty. */
    public Range read(Range outputs) {
        int start = input;
        int end = 0;
        for (int o = outputs.start(); o < outputs.end(); o++) {
            int first = Math.max(0, -Math.floorDiv(tap(o, 0), dilation));
            int last = Math.min(kernel - 1, Math.floorDiv(input - 1 - tap(o, 0), dilation));
            if (first <= last) {
                start = Math.min(start, tap(o, first));
                end = Math.max(end, tap(o, last) + 1);
            }
        }
        return start < end ? new Range(start, end) : new Range(0, 0);
    }

    /** The same window over an input whose first {@code before} and last indices were absent padding. */
    public Window withFoldedPadding(int unpaddedInput, int before) {
        return new Window(unpaddedInput, output, kernel, stride, dilation, padBefore + before);
    }
}
