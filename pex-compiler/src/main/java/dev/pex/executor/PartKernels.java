package dev.pex.executor;

import dev.pex.graph.Graph;
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
import dev.pex.operator.Intake;
import dev.pex.operator.MaxPool2d;
import dev.pex.operator.Operator;
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
import dev.pex.tensor.Part;
import java.util.List;

/**
 * Computes parts of operators. Tensors are flat, row-major byte arrays of their whole extent; a float32
 * element is four bytes, the lowest first.
 */
public final class PartKernels implements OperatorVisitor<PartKernel> {
    private final Graph graph;

    private PartKernels(Graph graph) {
        this.graph = graph;
    }

    /**
     * Computes one part of an operator's output. Nothing outside the part is written, and nothing is
     * read except what the part depends on (see {@link dev.pex.graph.Dependence}); the rest of the inputs
     * may hold anything.
     *
     * @param inputs the whole operands, constants included, in the order of {@link Operator#inputs()}
     * @param output the whole output
     * @param part the part of the output to compute
     */
    public static void compute(Graph graph, Operator operator, List<byte[]> inputs, byte[] output, Part part) {
        operator.accept(new PartKernels(graph)).compute(inputs, output, part);
    }

    /**
     * Takes in one slice of an operator's first operand; the last one writes the output.
     *
     * @param values the accumulators, one for each element of the part in flat order
     */
    public static void accumulate(
            Graph graph,
            Operator operator,
            List<byte[]> inputs,
            int[] values,
            byte[] output,
            Part part,
            Intake intake) {
        operator.accept(new PartKernels(graph)).accumulate(inputs, values, output, part, intake);
    }

    @Override
    public PartKernel conv2d(Conv2d operator) {
        return new FoldKernel(graph, operator, new ConvolutionFold(graph, operator));
    }

    @Override
    public PartKernel depthwiseConv2d(DepthwiseConv2d operator) {
        return (inputs, output, part) -> DepthwiseKernel.compute(graph, operator, inputs.get(0), output, part);
    }

    @Override
    public PartKernel transposeConv2d(TransposeConv2d operator) {
        return (inputs, output, part) ->
                TransposeConvolutionKernel.compute(graph, operator, inputs.get(0), output, part);
    }

    @Override
    public PartKernel fullyConnected(FullyConnected operator) {
        return new FoldKernel(graph, operator, new FullyConnectedFold(graph, operator));
    }

    @Override
    public PartKernel averagePool2d(AveragePool2d operator) {
        return new FoldKernel(graph, operator, PoolFold.average(graph, operator));
    }

    @Override
    public PartKernel maxPool2d(MaxPool2d operator) {
        return new FoldKernel(graph, operator, PoolFold.maximum(graph, operator));
    }

    @Override
    public PartKernel binary(Binary operator) {
        return (inputs, output, part) ->
                BinaryKernel.compute(graph, operator, inputs.get(0), inputs.get(1), output, part);
    }

    @Override
    public PartKernel reduction(Reduction operator) {
        return new FoldKernel(graph, operator, new ReductionFold(graph, operator));
    }

    @Override
    public PartKernel tableFunction(TableFunction operator) {
        return (inputs, output, part) -> FunctionKernel.compute(graph, operator, inputs.get(0), output, part);
    }

    @Override
    public PartKernel prelu(Prelu operator) {
        return (inputs, output, part) ->
                PreluKernel.compute(graph, operator, inputs.get(0), inputs.get(1), output, part);
    }

    @Override
    public PartKernel softmax(Softmax operator) {
        return (inputs, output, part) -> SoftmaxKernel.compute(graph, operator, inputs.get(0), output, part);
    }

    @Override
    public PartKernel argMax(ArgMax operator) {
        return (inputs, output, part) -> ArgMaxKernel.compute(graph, operator, inputs.get(0), output, part);
    }

    @Override
    public PartKernel quantize(Quantize operator) {
        return (inputs, output, part) -> QuantizeKernels.quantize(graph, operator, inputs.get(0), output, part);
    }

    @Override
    public PartKernel requantize(Requantize operator) {
        return (inputs, output, part) -> QuantizeKernels.requantize(graph, operator, inputs.get(0), output, part);
    }

    @Override
    public PartKernel dequantize(Dequantize operator) {
        return (inputs, output, part) -> QuantizeKernels.dequantize(graph, operator, inputs.get(0), output, part);
    }

    @Override
    public PartKernel cast(Cast operator) {
        return (inputs, output, part) -> CastKernel.compute(graph, operator, inputs.get(0), output, part);
    }

    @Override
    public PartKernel pad(Pad operator) {
        return (inputs, output, part) -> PadKernel.compute(graph, operator, inputs.get(0), output, part);
    }

    @Override
    public PartKernel reshape(Reshape operator) {
        return (inputs, output, part) -> ReshapeKernel.compute(graph, operator, inputs.get(0), output, part);
    }

    @Override
    public PartKernel transpose(Transpose operator) {
        return (inputs, output, part) -> TransposeKernel.compute(graph, operator, inputs.get(0), output, part);
    }

    @Override
    public PartKernel gather(Gather operator) {
        return (inputs, output, part) -> GatherKernel.compute(graph, operator, inputs.get(0), output, part);
    }

    @Override
    public PartKernel concatenation(Concatenation operator) {
        return (inputs, output, part) -> MovementKernels.concatenate(graph, operator, inputs, output, part);
    }

    @Override
    public PartKernel slice(Slice operator) {
        return (inputs, output, part) -> MovementKernels.slice(graph, operator, inputs.get(0), output, part);
    }

    @Override
    public PartKernel resizeNearest(ResizeNearest operator) {
        return (inputs, output, part) -> MovementKernels.nearest(graph, operator, inputs.get(0), output, part);
    }

    @Override
    public PartKernel resizeBilinear(ResizeBilinear operator) {
        return (inputs, output, part) -> MovementKernels.bilinear(graph, operator, inputs.get(0), output, part);
    }

    @Override
    public PartKernel custom(Custom operator) {
        return (inputs, output, part) -> operator.compute(graph, inputs, output, part);
    }
}
