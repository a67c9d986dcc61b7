package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.ArgMax;
import dev.pex.operator.Binary;
import dev.pex.operator.Cast;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.Dequantize;
import dev.pex.operator.Gather;
import dev.pex.operator.Intake;
import dev.pex.operator.Movement;
import dev.pex.operator.Operator;
import dev.pex.operator.Pad;
import dev.pex.operator.Prelu;
import dev.pex.operator.Quantize;
import dev.pex.operator.Requantize;
import dev.pex.operator.Reshape;
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
        } else if (operator instanceof TableFunction function) {
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
