package dev.pex.dsl;

import dev.pex.dsl.build.Call;
import dev.pex.dsl.build.Operand;
import dev.pex.dsl.build.Result;
import dev.pex.operator.Abs;
import dev.pex.operator.Elu;
import dev.pex.operator.HardSwish;
import dev.pex.operator.LeakyRelu;
import dev.pex.operator.Relu;
import dev.pex.operator.ReluN1To1;
import dev.pex.operator.Rsqrt;

/**
 * The functions of one value whose result is quantised in its own way: each has a method for float32, and one with a
 * {@link Quantized} for int8. Shape and order of the elements stay.
 */
public abstract sealed class FunctionNode extends FloatNode permits BinaryNode {
    FunctionNode(Operand operand) {
        super(operand);
    }

    /** max(x, 0). */
    public Node relu(String name) {
        return unary("relu", name, Result.FLOAT, Relu::new);
    }

    /** max(x, 0). */
    public Node relu(String name, Quantized made) {
        return unary("relu", name, made.result(), Relu::new);
    }

    /** x between -1 and 1. */
    public Node reluN1To1(String name) {
        return unary("reluN1To1", name, Result.FLOAT, ReluN1To1::new);
    }

    /** x between -1 and 1. */
    public Node reluN1To1(String name, Quantized made) {
        return unary("reluN1To1", name, made.result(), ReluN1To1::new);
    }

    /** x, or x * alpha where x is negative; alpha is finite and not negative. */
    public Node leakyRelu(String name, float alpha) {
        return leakyRelu(name, alpha, Result.FLOAT);
    }

    /** x, or x * alpha where x is negative; alpha is finite and not negative. */
    public Node leakyRelu(String name, float alpha, Quantized made) {
        return leakyRelu(name, alpha, made.result());
    }

    private Node leakyRelu(String name, float alpha, Result result) {
        Call call = begin("leakyRelu", name, result);
        call.require(alpha >= 0 && Float.isFinite(alpha), "alpha " + alpha + " is negative or not finite");
        return append(call, new LeakyRelu(call.origin(), operand().id(), call.output(), alpha), result);
    }

    /** x * min(max(x + 3, 0), 6) / 6. */
    public Node hardSwish(String name) {
        return unary("hardSwish", name, Result.FLOAT, HardSwish::new);
    }

    /** x * min(max(x + 3, 0), 6) / 6. */
    public Node hardSwish(String name, Quantized made) {
        return unary("hardSwish", name, made.result(), HardSwish::new);
    }

    /** |x|. */
    public Node abs(String name) {
        return unary("abs", name, Result.FLOAT, Abs::new);
    }

    /** |x|. */
    public Node abs(String name, Quantized made) {
        return unary("abs", name, made.result(), Abs::new);
    }

    /** x, or exp(x) - 1 where x is negative. */
    public Node elu(String name) {
        return unary("elu", name, Result.FLOAT, Elu::new);
    }

    /** x, or exp(x) - 1 where x is negative. */
    public Node elu(String name, Quantized made) {
        return unary("elu", name, made.result(), Elu::new);
    }

    /** 1 / sqrt(x); a sample for which x is 0 or negative is a diagnostic when the network is quantised. */
    public Node rsqrt(String name) {
        return unary("rsqrt", name, Result.FLOAT, Rsqrt::new);
    }

    /** 1 / sqrt(x); the largest number of the output where x is 0 or negative. */
    public Node rsqrt(String name, Quantized made) {
        return unary("rsqrt", name, made.result(), Rsqrt::new);
    }
}
