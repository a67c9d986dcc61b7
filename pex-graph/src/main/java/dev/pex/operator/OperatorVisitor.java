package dev.pex.operator;

/**
 * One method for each operator, or for each family whose members state their own formula. A consumer of operators
 * implements it once; the Java compiler then names each operator that it misses.
 *
 * @param <R> what the consumer makes of an operator
 */
public interface OperatorVisitor<R> {
    R conv2d(Conv2d operator);

    R depthwiseConv2d(DepthwiseConv2d operator);

    R transposeConv2d(TransposeConv2d operator);

    R fullyConnected(FullyConnected operator);

    R averagePool2d(AveragePool2d operator);

    R maxPool2d(MaxPool2d operator);

    /** All element-wise operators with two operands, each with a formula and a kernel of its own. */
    R binary(Binary operator);

    /** All reductions: {@link Reduction.Formula} states what they compute. */
    R reduction(Reduction operator);

    /** All functions of one value, which are tables. */
    R tableFunction(TableFunction operator);

    R prelu(Prelu operator);

    R softmax(Softmax operator);

    R argMax(ArgMax operator);

    R quantize(Quantize operator);

    R requantize(Requantize operator);

    R dequantize(Dequantize operator);

    R cast(Cast operator);

    R pad(Pad operator);

    R reshape(Reshape operator);

    R transpose(Transpose operator);

    R gather(Gather operator);

    R concatenation(Concatenation operator);

    R slice(Slice operator);

    R resizeNearest(ResizeNearest operator);

    R resizeBilinear(ResizeBilinear operator);

    /** Operators from outside, which carry everything with them. */
    R custom(Custom operator);
}
