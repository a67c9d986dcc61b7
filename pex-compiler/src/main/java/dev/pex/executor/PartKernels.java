package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.graph.Intake;
import dev.pex.graph.Operator;
import dev.pex.graph.Operator.ArgMax;
import dev.pex.graph.Operator.Binary;
import dev.pex.graph.Operator.Cast;
import dev.pex.graph.Operator.DepthwiseConv2d;
import dev.pex.graph.Operator.Dequantize;
import dev.pex.graph.Operator.Function;
import dev.pex.graph.Operator.Gather;
import dev.pex.graph.Operator.Movement;
import dev.pex.graph.Operator.Pad;
import dev.pex.graph.Operator.Prelu;
import dev.pex.graph.Operator.Quantize;
import dev.pex.graph.Operator.Requantize;
import dev.pex.graph.Operator.Reshape;
import dev.pex.graph.Operator.Softmax;
import dev.pex.graph.Operator.Transpose;
import dev.pex.graph.Operator.TransposeConv2d;
import dev.pex.graph.Part;
import java.util.List;

/**
 * Computes parts of operators. Tensors are flat, row-major byte arrays of their whole extent; a float32
 * element is four bytes, the lowest first.
 */
public final class PartKernels {
    private PartKernels() {}

    /**
     * Computes one part of an operator's output. Nothing outside the part is written, and nothing is
     * read but what the part depends on (see {@link dev.pex.graph.Dependence}); the rest of the inputs
     * may hold anything.
     *
     * @param inputs the whole operands, constants included, in the order of {@link Operator#inputs()}
     * @param output the whole output
     * @param part the part of the output to compute
     */
    public static void compute(Graph graph, Operator operator, List<byte[]> inputs, byte[] output, Part part) {
        byte[] in = inputs.get(0);
        if (Fold.folds(operator)) {
            Fold.compute(graph, operator, in, output, part);
        } else if (operator instanceof DepthwiseConv2d conv) {
            DepthwiseKernel.compute(graph, conv, in, output, part);
        } else if (operator instanceof Binary binary) {
            BinaryKernel.compute(graph, binary, in, inputs.get(1), output, part);
        } else if (operator instanceof Pad pad) {
            PadKernel.compute(graph, pad, in, output, part);
        } else if (operator instanceof Reshape reshape) {
            ReshapeKernel.compute(graph, reshape, in, output, part);
        } else if (operator instanceof Softmax softmax) {
            SoftmaxKernel.compute(graph, softmax, in, output, part);
        } else if (operator instanceof Transpose transpose) {
            TransposeKernel.compute(graph, transpose, in, output, part);
        } else if (operator instanceof Quantize quantize) {
            QuantizeKernels.quantize(graph, quantize, in, output, part);
        } else if (operator instanceof Requantize requantize) {
            QuantizeKernels.requantize(graph, requantize, in, output, part);
        } else if (operator instanceof Dequantize dequantize) {
            QuantizeKernels.dequantize(graph, dequantize, in, output, part);
        } else if (operator instanceof Function function) {
            FunctionKernel.compute(graph, function, in, output, part);
        } else if (operator instanceof Prelu prelu) {
            PreluKernel.compute(graph, prelu, in, inputs.get(1), output, part);
        } else if (operator instanceof ArgMax argMax) {
            ArgMaxKernel.compute(graph, argMax, in, output, part);
        } else if (operator instanceof Cast cast) {
            CastKernel.compute(graph, cast, in, output, part);
        } else if (operator instanceof Gather gather) {
            GatherKernel.compute(graph, gather, in, output, part);
        } else if (operator instanceof Movement movement) {
            MovementKernels.compute(graph, movement, inputs, output, part);
        } else if (operator instanceof TransposeConv2d conv) {
            TransposeConvolutionKernel.compute(graph, conv, in, output, part);
        } else {
            throw new IllegalStateException("no kernel for " + operator.origin());
        }
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
        Fold.accumulate(graph, operator, inputs.get(0), values, output, part, intake);
    }
}
