package dev.pex.dsl;

import dev.pex.operator.Activation;
import dev.pex.operator.Add;
import dev.pex.operator.HardSwish;
import dev.pex.operator.LeakyRelu;
import dev.pex.operator.Mean;
import dev.pex.operator.Multiply;
import dev.pex.operator.Operator;
import dev.pex.operator.Pad;
import dev.pex.operator.Prelu;
import dev.pex.operator.Relu;
import dev.pex.operator.ReluN1To1;
import dev.pex.operator.Subtract;
import dev.pex.operator.Sum;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Border;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What only values in real numbers offer: operators that need not be told how their output is quantised. Weights are
 * looked up by the name of the operator ({@link Network#weights}). A network computes in real numbers or in int8, never
 * in both.
 */
public abstract sealed class FloatNode permits Node {
    FloatNode() {}

    private Node self() {
        return (Node) this;
    }

    /** Convolution; looks up {@code name.weight} and {@code name.bias}. */
    public Node conv2d(String name, Conv2d options) {
        Call call = real("conv2d", name);
        return weighted(call, options.operator(call, self()), self().shape(), options);
    }

    /** Depthwise convolution; looks up {@code name.weight} and {@code name.bias}. */
    public Node depthwiseConv2d(String name, DepthwiseConv2d options) {
        Call call = real("depthwiseConv2d", name);
        return weighted(call, options.operator(call, self()), self().shape(), options);
    }

    /** Transposed convolution; looks up {@code name.weight} and {@code name.bias}. */
    public Node transposeConv2d(String name, TransposeConv2d options) {
        Call call = real("transposeConv2d", name);
        return weighted(call, options.operator(call, self()), self().shape(), options);
    }

    /**
     * Fully connected; the input is {@code [rows, channels]} or an image of one column; looks up {@code name.weight} and
     * {@code name.bias}. An image of one pixel makes a vector.
     */
    public Node fullyConnected(String name, FullyConnected options) {
        Call call = real("fullyConnected", name);
        Operator operator = options.operator(call, self());
        return weighted(call, operator, options.output(self().shape()), options);
    }

    /** Sum with another value, either of which may be constant; axes of extent 1 are broadcast. */
    public Node add(String name, Node other) {
        return add(name, other, Activation.NONE);
    }

    /** Sum with another value, either of which may be constant; axes of extent 1 are broadcast. */
    public Node add(String name, Node other, Activation activation) {
        Call call = binary("add", name, other);
        Operator operator = new Add(call.origin(), self().id(), other.id(), call.output(), activation);
        return self().elementwise(call, operator, other, Optional.empty());
    }

    /** This value minus another one; otherwise as {@link #add}. */
    public Node subtract(String name, Node other) {
        return subtract(name, other, Activation.NONE);
    }

    /** This value minus another one; otherwise as {@link #add}. */
    public Node subtract(String name, Node other, Activation activation) {
        Call call = binary("subtract", name, other);
        Operator operator = new Subtract(call.origin(), self().id(), other.id(), call.output(), activation);
        return self().elementwise(call, operator, other, Optional.empty());
    }

    /** Product with another value; otherwise as {@link #add}. */
    public Node multiply(String name, Node other) {
        return multiply(name, other, Activation.NONE);
    }

    /** Product with another value; otherwise as {@link #add}. */
    public Node multiply(String name, Node other, Activation activation) {
        Call call = binary("multiply", name, other);
        Operator operator = new Multiply(call.origin(), self().id(), other.id(), call.output(), activation);
        return self().elementwise(call, operator, other, Optional.empty());
    }

    /** Arithmetic mean along axes, which keep extent 1. */
    public Node mean(String name, Axis... axes) {
        return unary("mean", name, call -> new Mean(call.origin(), self().id(), call.output(), call.distinct(axes)));
    }

    /**
     * Arithmetic mean of every channel over the whole image, as a vector {@code [1, channels]}; {@link #mean} along rows and
     * columns leaves an image of one pixel, for convolutions.
     */
    public Node globalAveragePool(String name) {
        Call call = real("mean", name);
        Operator operator = new Mean(call.origin(), self().id(), call.output(), List.of(Axis.ROWS, Axis.COLUMNS));
        Shape vector = Shape.of(1, self().shape().extent().channels());
        return network().append(call, operator, vector, Optional.empty());
    }

    /** The same elements as one row of channels, quantised or not. */
    public Node flatten(String name) {
        return self().reshape(name, Shape.of(1, self().shape().extent().elements()));
    }

    /** Sum along axes, which keep extent 1. */
    public Node sum(String name, Axis... axes) {
        return unary("sum", name, call -> new Sum(call.origin(), self().id(), call.output(), call.distinct(axes)));
    }

    /** Surrounds the value with a number. */
    public Node pad(String name, Border before, Border after, float value) {
        return unary("pad", name, call -> {
            call.require(Float.isFinite(value), "its value " + value + " is not finite");
            ByteBuffer element = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            Optional<Bytes> bytes =
                    Optional.of(Bytes.copyOf(element.putFloat(value).array()));
            return new Pad(call.origin(), self().id(), call.output(), before, after, bytes);
        });
    }

    /** max(x, 0). */
    public Node relu(String name) {
        return unary("relu", name, call -> new Relu(call.origin(), self().id(), call.output()));
    }

    /** x between -1 and 1. */
    public Node reluN1To1(String name) {
        return unary("reluN1To1", name, call -> new ReluN1To1(call.origin(), self().id(), call.output()));
    }

    /** x, or x * alpha where x is negative; alpha is finite and not negative. */
    public Node leakyRelu(String name, float alpha) {
        return unary("leakyRelu", name, call -> {
            call.require(alpha >= 0 && Float.isFinite(alpha), "alpha " + alpha + " is negative or not finite");
            return new LeakyRelu(call.origin(), self().id(), call.output(), alpha);
        });
    }

    /** x * min(max(x + 3, 0), 6) / 6. */
    public Node hardSwish(String name) {
        return unary("hardSwish", name, call -> new HardSwish(call.origin(), self().id(), call.output()));
    }

    /**
     * x, or x * alpha where x is negative; alpha is a {@link Network#constant} or a {@link Network#parameter}, its axes
     * of extent 1 are broadcast.
     */
    public Node prelu(String name, Node alpha) {
        Call call = network().begin("prelu", name, List.of(self(), alpha));
        call.require(!self().isConstant(), "its input '" + self().name() + "' is constant");
        call.require(alpha.isConstant(), "its alpha '" + alpha.name() + "' is not constant");
        requireReal(call);
        call.requireType(alpha, ElementType.FLOAT32);
        Operator operator = new Prelu(call.origin(), self().id(), alpha.id(), call.output());
        return network().append(call, operator, self().shape(), Optional.empty());
    }

    private Network network() {
        return self().network();
    }

    private Node unary(String kind, String name, Function<Call, Operator> operator) {
        Call call = real(kind, name);
        return network().append(call, operator.apply(call), self().shape(), Optional.empty());
    }

    private Node weighted(Call call, Operator operator, Shape like, WeightOptions<?> options) {
        Node made = network().append(call, operator, like, Optional.empty());
        if (!options.coefficients().biased()) {
            network().withoutBias(call.index());
        }
        return made;
    }

    /** Starts an operator from real numbers to real numbers. */
    private Call real(String kind, String name) {
        Call call = self().begin(kind, name);
        requireReal(call);
        return call;
    }

    private Call binary(String kind, String name, Node other) {
        Call call = self().binary(kind, name, other);
        requireReal(call);
        return call;
    }

    private void requireReal(Call call) {
        Node input = self();
        call.require(
                input.isReal(),
                "its input '" + input.name() + "' is " + input.tensor().type()
                        + "; without a quantisation of its output it takes FLOAT32");
        network().firstQuantized().ifPresent(first -> {
            throw call.problem(
                    "it would compute in real numbers, but the network has quantised values, first " + first);
        });
    }
}
