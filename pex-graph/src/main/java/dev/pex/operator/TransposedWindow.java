package dev.pex.operator;

import dev.pex.tensor.Range;

/**
 * The window of a transposed convolution along one spatial axis: input index {@code i} contributes
 * under tap {@code t} to output index {@code i * stride - padBefore + t}. Seen from an output, its taps
 * are {@code stride} apart and read ever earlier inputs.
 *
 * @param input extent of the input axis
 * @param output extent of the output axis
 * @param kernel number of taps
 * @param stride output indices between neighbouring inputs
 * @param padBefore outputs that are cut off before the first one
 */
public record TransposedWindow(int input, int output, int kernel, int stride, int padBefore) {
    public TransposedWindow {
        if (input < 1 || output < 1 || kernel < 1 || stride < 1 || padBefore < 0) {
            throw new IllegalArgumentException("transposed window " + input + " -> " + output + ", kernel " + kernel
                    + ", stride " + stride + ", pad " + padBefore);
        }
    }

    /** A window that cuts what SAME padding of the convolution from the output back to the input would add. */
    public static TransposedWindow same(int input, int output, int kernel, int stride) {
        return cut(input, output, kernel, stride, (output - 1) / stride + 1);
    }

    /** The same for VALID padding, which adds nothing unless the kernel hangs over. */
    public static TransposedWindow valid(int input, int output, int kernel, int stride) {
        return cut(input, output, kernel, stride, (output + stride - kernel) / stride);
    }

    /** Half of what the windows of that convolution, {@code count} in number, reach beyond the output. */
    private static TransposedWindow cut(int input, int output, int kernel, int stride, int count) {
        int beyond = Math.max((count - 1) * stride + kernel - output, 0);
        return new TransposedWindow(input, output, kernel, stride, beyond / 2);
    }

    /** The input index that an output reads under a tap; -1 when there is none. */
    public int source(int outputIndex, int tap) {
        int distance = outputIndex + padBefore - tap;
        return distance >= 0 && distance % stride == 0 && distance / stride < input ? distance / stride : -1;
    }

    /** The smallest range that holds all input indices that the given outputs read; may be empty. */
    public Range read(Range outputs) {
        int start = input;
        int end = 0;
        for (int o = outputs.start(); o < outputs.end(); o++) {
            int first = Math.max(0, Math.floorDiv(o + padBefore - kernel, stride) + 1);
            int last = Math.min(input - 1, (o + padBefore) / stride);
            if (first <= last) {
                start = Math.min(start, first);
                end = Math.max(end, last + 1);
            }
        }
        return start < end ? new Range(start, end) : new Range(0, 0);
    }

    /** Taps under which the given outputs read an input, all together. */
    public long presentTaps(Range outputs) {
        long taps = 0;
        for (int o = outputs.start(); o < outputs.end(); o++) {
            taps += read(new Range(o, o + 1)).size();
        }
        return taps;
    }
}
