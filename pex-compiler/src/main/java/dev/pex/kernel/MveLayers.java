package dev.pex.kernel;

import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.Operator;
import dev.pex.tensor.Bytes;

/** Which operators the kernels with vectors can run. */
final class MveLayers {
    /** A convolution whose windows are no larger reads the weights of each channel in sixteens. */
    static final int MOST_SIXTEENS_BYTES = 64;

    private MveLayers() {}

    /** Whether there is a kernel, and it can run an operator. */
    static boolean canRun(Operator operator, Kernel kernel) {
        return switch (kernel) {
            case DEPTHWISE_CONV2D_S8 -> canRun((DepthwiseConv2d) operator);
            case CONV2D_S8, FULLY_CONNECTED_S8, ADD_S8 -> true;
            default -> false;
        };
    }

    /** Two products are added up in 16 bits. */
    private static boolean canRun(DepthwiseConv2d layer) {
        return layer.multiplier() == 1 && !contains(layer.filter().weights(), Byte.MIN_VALUE);
    }

    private static boolean contains(Bytes bytes, byte value) {
        for (int i = 0; i < bytes.size(); i++) {
            if (bytes.get(i) == value) {
                return true;
            }
        }
        return false;
    }
}
