package dev.pex.graph;

import java.util.List;
import java.util.Optional;

/**
 * One operator of a network. Activations are referred to by tensor id, constants are held here. Each
 * operator makes exactly one tensor.
 */
public sealed interface Operator {
    Origin origin();

    /** Ids of the tensors that it reads, in operand order. */
    List<Integer> inputs();

    /** Id of the tensor that it makes. */
    int output();

    /** The same operator between other tensors, as many as before. */
    Operator withTensors(List<Integer> inputs, int output);

    /** Operators with one operand. */
    sealed interface Unary extends Operator {
        int input();

        @Override
        default List<Integer> inputs() {
            return List.of(input());
        }
    }

    /** Element-wise operators with two operands, either of which may be constant; an axis of extent 1 is broadcast. */
    sealed interface Binary extends Operator {
        int left();

        int right();

        @Override
        default List<Integer> inputs() {
            return List.of(left(), right());
        }
    }

    /**
     * Operators that sum up products with weights: {@code sum((x - zeroPoint) * w) + bias}, requantised.
     * The order of the weights in the filter is the operator's own.
     */
    sealed interface Weighted extends Unary {
        Filter filter();

        /** One int32 per output channel, in units of input scale x filter scale. */
        Ints bias();

        Activation activation();
    }

    /** Operators that make one value of all that a window covers, channel by channel; absent taps do not count. */
    sealed interface Pooling extends Unary {
        Window rows();

        Window columns();

        Activation activation();
    }

    /** Operators that make one value of all along some axes, which keep extent 1. */
    sealed interface Reduction extends Unary {
        List<Axis> axes();
    }

    /** Operators that take raw values from elsewhere, copied or interpolated, never requantised. */
    sealed interface Movement extends Operator {}

    /**
     * 2-D convolution.
     *
     * @param filter in the order [output channel][kernel row][kernel column][input channel]
     */
    record Conv2d(
            Origin origin,
            int input,
            int output,
            Window rows,
            Window columns,
            Filter filter,
            Ints bias,
            Activation activation)
            implements Weighted {
        @Override
        public Conv2d withTensors(List<Integer> inputs, int output) {
            return new Conv2d(origin, inputs.get(0), output, rows, columns, filter, bias, activation);
        }
    }

    /**
     * Depthwise 2-D convolution: output channel k reads input channel k / multiplier.
     *
     * @param multiplier output channels per input channel
     * @param filter in the order [kernel row][kernel column][output channel]
     */
    record DepthwiseConv2d(
            Origin origin,
            int input,
            int output,
            Window rows,
            Window columns,
            int multiplier,
            Filter filter,
            Ints bias,
            Activation activation)
            implements Weighted {
        @Override
        public DepthwiseConv2d withTensors(List<Integer> inputs, int output) {
            return new DepthwiseConv2d(
                    origin, inputs.get(0), output, rows, columns, multiplier, filter, bias, activation);
        }
    }

    /**
     * Fully connected: each row of the input, n x 1 x k, makes a row of the output, n x 1 x units.
     *
     * @param filter in the order [unit][input channel]
     */
    record FullyConnected(Origin origin, int input, int output, Filter filter, Ints bias, Activation activation)
            implements Weighted {
        @Override
        public FullyConnected withTensors(List<Integer> inputs, int output) {
            return new FullyConnected(origin, inputs.get(0), output, filter, bias, activation);
        }
    }

    /** Average over a window; absent taps are not counted. */
    record AveragePool2d(Origin origin, int input, int output, Window rows, Window columns, Activation activation)
            implements Pooling {
        @Override
        public AveragePool2d withTensors(List<Integer> inputs, int output) {
            return new AveragePool2d(origin, inputs.get(0), output, rows, columns, activation);
        }
    }

    /** Maximum over a window; absent taps are not counted. */
    record MaxPool2d(Origin origin, int input, int output, Window rows, Window columns, Activation activation)
            implements Pooling {
        @Override
        public MaxPool2d withTensors(List<Integer> inputs, int output) {
            return new MaxPool2d(origin, inputs.get(0), output, rows, columns, activation);
        }
    }

    /** Sum of two tensors. */
    record Add(Origin origin, int left, int right, int output, Activation activation) implements Binary {
        @Override
        public Add withTensors(List<Integer> inputs, int output) {
            return new Add(origin, inputs.get(0), inputs.get(1), output, activation);
        }
    }

    /** Difference of two tensors: left minus right. */
    record Subtract(Origin origin, int left, int right, int output, Activation activation) implements Binary {
        @Override
        public Subtract withTensors(List<Integer> inputs, int output) {
            return new Subtract(origin, inputs.get(0), inputs.get(1), output, activation);
        }
    }

    /** Product of two tensors. */
    record Multiply(Origin origin, int left, int right, int output, Activation activation) implements Binary {
        @Override
        public Multiply withTensors(List<Integer> inputs, int output) {
            return new Multiply(origin, inputs.get(0), inputs.get(1), output, activation);
        }
    }

    /** The larger of two elements. Both operands and the output are quantised alike. */
    record Maximum(Origin origin, int left, int right, int output) implements Binary {
        @Override
        public Maximum withTensors(List<Integer> inputs, int output) {
            return new Maximum(origin, inputs.get(0), inputs.get(1), output);
        }
    }

    /** The smaller of two elements. Both operands and the output are quantised alike. */
    record Minimum(Origin origin, int left, int right, int output) implements Binary {
        @Override
        public Minimum withTensors(List<Integer> inputs, int output) {
            return new Minimum(origin, inputs.get(0), inputs.get(1), output);
        }
    }

    /** Arithmetic mean. */
    record Mean(Origin origin, int input, int output, List<Axis> axes) implements Reduction {
        @Override
        public Mean withTensors(List<Integer> inputs, int output) {
            return new Mean(origin, inputs.get(0), output, axes);
        }

        public Mean {
            axes = List.copyOf(axes);
        }
    }

    /** Sum. */
    record Sum(Origin origin, int input, int output, List<Axis> axes) implements Reduction {
        @Override
        public Sum withTensors(List<Integer> inputs, int output) {
            return new Sum(origin, inputs.get(0), output, axes);
        }

        public Sum {
            axes = List.copyOf(axes);
        }
    }

    /** Maximum. Input and output are quantised alike. */
    record ReduceMax(Origin origin, int input, int output, List<Axis> axes) implements Reduction {
        @Override
        public ReduceMax withTensors(List<Integer> inputs, int output) {
            return new ReduceMax(origin, inputs.get(0), output, axes);
        }

        public ReduceMax {
            axes = List.copyOf(axes);
        }
    }

    /**
     * Surrounds a tensor with one element.
     *
     * @param before elements added in front, per axis
     * @param after elements added behind, per axis
     * @param value the bytes of the element; when absent it is the zero point, or 0.0
     */
    record Pad(Origin origin, int input, int output, Border before, Border after, Optional<Bytes> value)
            implements Unary {
        /** Padding with the zero point, or with 0.0. */
        public Pad(Origin origin, int input, int output, Border before, Border after) {
            this(origin, input, output, before, after, Optional.empty());
        }

        @Override
        public Pad withTensors(List<Integer> inputs, int output) {
            return new Pad(origin, inputs.get(0), output, before, after, value);
        }
    }

    /** The same elements in the same flat order, under another extent. */
    record Reshape(Origin origin, int input, int output) implements Unary {
        @Override
        public Reshape withTensors(List<Integer> inputs, int output) {
            return new Reshape(origin, inputs.get(0), output);
        }
    }

    /** Softmax over channels with the fixed output scale 1/256 and zero point -128. */
    record Softmax(Origin origin, int input, int output, float beta) implements Unary {
        @Override
        public Softmax withTensors(List<Integer> inputs, int output) {
            return new Softmax(origin, inputs.get(0), output, beta);
        }
    }

    /** Exchanges axes. */
    record Transpose(Origin origin, int input, int output, Permutation permutation) implements Unary {
        @Override
        public Transpose withTensors(List<Integer> inputs, int output) {
            return new Transpose(origin, inputs.get(0), output, permutation);
        }
    }

    /** Float to int8 or uint8. */
    record Quantize(Origin origin, int input, int output) implements Unary {
        @Override
        public Quantize withTensors(List<Integer> inputs, int output) {
            return new Quantize(origin, inputs.get(0), output);
        }
    }

    /** Between integer quantisations: int8 or uint8 to int8 or uint8. */
    record Requantize(Origin origin, int input, int output) implements Unary {
        @Override
        public Requantize withTensors(List<Integer> inputs, int output) {
            return new Requantize(origin, inputs.get(0), output);
        }
    }

    /** Int8 or uint8 to float. */
    record Dequantize(Origin origin, int input, int output) implements Unary {
        @Override
        public Dequantize withTensors(List<Integer> inputs, int output) {
            return new Dequantize(origin, inputs.get(0), output);
        }
    }

    /** An int8 function of one int8 value, element by element: 256 values say all about it. */
    sealed interface Function extends Unary {}

    /** 1 / (1 + exp(-x)) with the fixed output scale 1/256 and zero point -128. */
    record Logistic(Origin origin, int input, int output) implements Function {
        @Override
        public Logistic withTensors(List<Integer> inputs, int output) {
            return new Logistic(origin, inputs.get(0), output);
        }
    }

    /** Hyperbolic tangent with the fixed output scale 1/128 and zero point 0. */
    record Tanh(Origin origin, int input, int output) implements Function {
        @Override
        public Tanh withTensors(List<Integer> inputs, int output) {
            return new Tanh(origin, inputs.get(0), output);
        }
    }

    /** max(x, 0). */
    record Relu(Origin origin, int input, int output) implements Function {
        @Override
        public Relu withTensors(List<Integer> inputs, int output) {
            return new Relu(origin, inputs.get(0), output);
        }
    }

    /** x between 0 and 6 in the input's quantisation: the output's is not looked at. */
    record Relu6(Origin origin, int input, int output) implements Function {
        @Override
        public Relu6 withTensors(List<Integer> inputs, int output) {
            return new Relu6(origin, inputs.get(0), output);
        }
    }

    /** x between -1 and 1. */
    record ReluN1To1(Origin origin, int input, int output) implements Function {
        @Override
        public ReluN1To1 withTensors(List<Integer> inputs, int output) {
            return new ReluN1To1(origin, inputs.get(0), output);
        }
    }

    /**
     * x, or x * alpha where x is negative.
     *
     * @param alpha finite and not negative
     */
    record LeakyRelu(Origin origin, int input, int output, float alpha) implements Function {
        @Override
        public LeakyRelu withTensors(List<Integer> inputs, int output) {
            return new LeakyRelu(origin, inputs.get(0), output, alpha);
        }
    }

    /** x * min(max(x + 3, 0), 6) / 6. */
    record HardSwish(Origin origin, int input, int output) implements Function {
        @Override
        public HardSwish withTensors(List<Integer> inputs, int output) {
            return new HardSwish(origin, inputs.get(0), output);
        }
    }

    /** x, or x * alpha where x is negative; alpha is constant, and its axes of extent 1 are broadcast. */
    record Prelu(Origin origin, int input, int alpha, int output) implements Operator {
        @Override
        public Prelu withTensors(List<Integer> inputs, int output) {
            return new Prelu(origin, inputs.get(0), inputs.get(1), output);
        }

        @Override
        public List<Integer> inputs() {
            return List.of(input, alpha);
        }
    }

    /** Index along an axis, which keeps extent 1, of the largest element; the first of equal ones. */
    record ArgMax(Origin origin, int input, int output, Axis axis) implements Unary {
        @Override
        public ArgMax withTensors(List<Integer> inputs, int output) {
            return new ArgMax(origin, inputs.get(0), output, axis);
        }
    }

    /** The stored numbers in another type; scales and zero points play no part. */
    record Cast(Origin origin, int input, int output) implements Unary {
        @Override
        public Cast withTensors(List<Integer> inputs, int output) {
            return new Cast(origin, inputs.get(0), output);
        }
    }

    /**
     * Slices of the input, picked along an axis.
     *
     * @param indices for each index of the output along the axis, the one of the input
     */
    record Gather(Origin origin, int input, int output, Axis axis, Ints indices) implements Unary {
        @Override
        public Gather withTensors(List<Integer> inputs, int output) {
            return new Gather(origin, inputs.get(0), output, axis, indices);
        }
    }

    /**
     * Tensors one behind the other along an axis.
     *
     * @param inputs in this order; all have the same extent along the other axes
     */
    record Concatenation(Origin origin, List<Integer> inputs, int output, Axis axis) implements Movement {
        public Concatenation {
            inputs = List.copyOf(inputs);
        }

        @Override
        public Concatenation withTensors(List<Integer> newInputs, int newOutput) {
            return new Concatenation(origin, newInputs, newOutput, axis);
        }

        /** Where an operand begins along the axis of the output. */
        public int start(Graph graph, int operand) {
            int start = 0;
            for (int i = 0; i < operand; i++) {
                start += graph.tensor(inputs.get(i)).extent().along(axis);
            }
            return start;
        }
    }

    /**
     * Every {@code stride}-th element from {@code begin} on, along each axis, as many as the output has.
     *
     * @param begin first index of each axis, not negative
     * @param stride input elements between neighbouring outputs, at least 1
     */
    record Slice(Origin origin, int input, int output, PerAxis begin, PerAxis stride) implements Movement, Unary {
        public Slice {
            for (Axis axis : Axis.values()) {
                if (begin.along(axis) < 0 || stride.along(axis) < 1) {
                    throw new IllegalArgumentException("slice from " + begin + " by " + stride);
                }
            }
        }

        @Override
        public Slice withTensors(List<Integer> inputs, int output) {
            return new Slice(origin, inputs.get(0), output, begin, stride);
        }
    }

    /** Other numbers of rows and columns; each output element copies one of the input's. */
    record ResizeNearest(Origin origin, int input, int output, Resampling resampling) implements Movement, Unary {
        @Override
        public ResizeNearest withTensors(List<Integer> inputs, int output) {
            return new ResizeNearest(origin, inputs.get(0), output, resampling);
        }
    }

    /** Other numbers of rows and columns; each output element lies between four of the input's. */
    record ResizeBilinear(Origin origin, int input, int output, Resampling resampling) implements Movement, Unary {
        @Override
        public ResizeBilinear withTensors(List<Integer> inputs, int output) {
            return new ResizeBilinear(origin, inputs.get(0), output, resampling);
        }
    }

    /**
     * Transposed 2-D convolution.
     *
     * @param filter in the order [output channel][kernel row][kernel column][input channel]
     */
    record TransposeConv2d(
            Origin origin,
            int input,
            int output,
            TransposedWindow rows,
            TransposedWindow columns,
            Filter filter,
            Ints bias,
            Activation activation)
            implements Weighted {
        @Override
        public TransposeConv2d withTensors(List<Integer> inputs, int output) {
            return new TransposeConv2d(origin, inputs.get(0), output, rows, columns, filter, bias, activation);
        }
    }
}
