package dev.pex.kernel;

import dev.pex.operator.ArgMax;
import dev.pex.operator.AveragePool2d;
import dev.pex.operator.Binary;
import dev.pex.operator.Cast;
import dev.pex.operator.Concatenation;
import dev.pex.operator.Conv2d;
import dev.pex.operator.Custom;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.Dequantize;
import dev.pex.operator.FullyConnected;
import dev.pex.operator.Gather;
import dev.pex.operator.MaxPool2d;
import dev.pex.operator.OperatorVisitor;
import dev.pex.operator.Pad;
import dev.pex.operator.Prelu;
import dev.pex.operator.Quantize;
import dev.pex.operator.Reduction;
import dev.pex.operator.Requantize;
import dev.pex.operator.Reshape;
import dev.pex.operator.ResizeBilinear;
import dev.pex.operator.ResizeNearest;
import dev.pex.operator.Slice;
import dev.pex.operator.Softmax;
import dev.pex.operator.TableFunction;
import dev.pex.operator.Transpose;
import dev.pex.operator.TransposeConv2d;

/** The kernel that runs each operator. */
enum KernelChoice implements OperatorVisitor<Kernel> {
    INSTANCE;

    @Override
    public Kernel conv2d(Conv2d operator) {
        return Kernel.CONV2D_S8;
    }

    @Override
    public Kernel depthwiseConv2d(DepthwiseConv2d operator) {
        return Kernel.DEPTHWISE_CONV2D_S8;
    }

    @Override
    public Kernel transposeConv2d(TransposeConv2d operator) {
        return Kernel.TRANSPOSE_CONV2D_S8;
    }

    @Override
    public Kernel fullyConnected(FullyConnected operator) {
        return Kernel.FULLY_CONNECTED_S8;
    }

    @Override
    public Kernel averagePool2d(AveragePool2d operator) {
        return Kernel.AVERAGE_POOL2D_S8;
    }

    @Override
    public Kernel maxPool2d(MaxPool2d operator) {
        return Kernel.MAX_POOL2D_S8;
    }

    @Override
    public Kernel binary(Binary operator) {
        return Kernel.of(operator.formula());
    }

    @Override
    public Kernel reduction(Reduction operator) {
        return Kernel.of(operator.formula());
    }

    @Override
    public Kernel tableFunction(TableFunction operator) {
        return Kernel.LOOKUP_8;
    }

    @Override
    public Kernel prelu(Prelu operator) {
        return Kernel.PRELU_S8;
    }

    @Override
    public Kernel softmax(Softmax operator) {
        return Kernel.SOFTMAX_S8;
    }

    @Override
    public Kernel argMax(ArgMax operator) {
        return Kernel.ARG_MAX_S8;
    }

    @Override
    public Kernel quantize(Quantize operator) {
        return Kernel.QUANTIZE_F32;
    }

    @Override
    public Kernel requantize(Requantize operator) {
        return Kernel.REQUANTIZE_8;
    }

    @Override
    public Kernel dequantize(Dequantize operator) {
        return Kernel.DEQUANTIZE_F32;
    }

    @Override
    public Kernel cast(Cast operator) {
        return Kernel.CAST;
    }

    @Override
    public Kernel pad(Pad operator) {
        return Kernel.PAD;
    }

    @Override
    public Kernel reshape(Reshape operator) {
        throw new IllegalArgumentException("no kernel for the alias " + operator.origin());
    }

    @Override
    public Kernel transpose(Transpose operator) {
        return Kernel.TRANSPOSE;
    }

    @Override
    public Kernel gather(Gather operator) {
        return Kernel.GATHER;
    }

    @Override
    public Kernel concatenation(Concatenation operator) {
        return Kernel.CONCATENATION;
    }

    @Override
    public Kernel slice(Slice operator) {
        return Kernel.SLICE;
    }

    @Override
    public Kernel resizeNearest(ResizeNearest operator) {
        return Kernel.RESIZE_NEAREST;
    }

    @Override
    public Kernel resizeBilinear(ResizeBilinear operator) {
        return Kernel.RESIZE_BILINEAR_S8;
    }

    @Override
    public Kernel custom(Custom operator) {
        return Kernel.CUSTOM;
    }
}
