package dev.pex.kernel;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostics;
import dev.pex.graph.Graph;
import dev.pex.operator.ChannelUse;
import dev.pex.operator.Operator;
import dev.pex.tensor.Axis;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** What the C kernels can address: most extents are 16-bit constants there, to save flash. */
public final class KernelLimits {
    private static final int LARGEST_EXTENT = 0xffff;

    private KernelLimits() {}

    /** Reports the operators that are too large for their kernels, and tensors that no kernel computes with. */
    public static void check(Graph graph, Diagnostics diagnostics) {
        for (Tensor tensor : graph.tensors()) {
            if (tensor.type() == ElementType.INT16) {
                diagnostics.error(
                        Code.UNSUPPORTED_FORM,
                        graph.name(),
                        "the elements of tensor '" + tensor.name() + "' have 16 bits",
                        "quantise it to 8 bits");
            }
        }
        for (Operator operator : graph.operators()) {
            if (operator.isAlias()) {
                continue;
            }
            List<Tensor> tensors = new ArrayList<>(graph.inputsOf(operator));
            tensors.add(graph.outputOf(operator));
            for (Tensor tensor : tensors) {
                boolean anyChannels =
                        operator.channelUse() == ChannelUse.MIXED_VECTOR && tensor.id() != operator.output();
                if (exceeds(tensor.extent(), anyChannels)) {
                    diagnostics.error(
                            Code.UNSUPPORTED_FORM,
                            graph.name() + " " + operator.origin(),
                            "tensor '" + tensor.name() + "' is " + tensor.extent() + " (rows x columns x channels)",
                            "supported: up to " + LARGEST_EXTENT + " along each axis");
                } else if (tensor.extent().columns() > 1 && pixelBytes(tensor) > LARGEST_EXTENT) {
                    diagnostics.error(
                            Code.UNSUPPORTED_FORM,
                            graph.name() + " " + operator.origin(),
                            "a pixel of tensor '" + tensor.name() + "' has " + pixelBytes(tensor) + " bytes",
                            "supported: up to " + LARGEST_EXTENT + " where there are several columns");
                }
            }
        }
    }

    private static long pixelBytes(Tensor tensor) {
        return (long) tensor.extent().channels() * tensor.type().bytes();
    }

    private static boolean exceeds(Extent extent, boolean anyChannels) {
        for (Axis axis : Axis.values()) {
            boolean free = anyChannels && axis == Axis.CHANNELS;
            if (!free && extent.along(axis) > LARGEST_EXTENT) {
                return true;
            }
        }
        return false;
    }
}
