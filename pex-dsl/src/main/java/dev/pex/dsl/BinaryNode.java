package dev.pex.dsl;

import dev.pex.dsl.build.Operand;
import dev.pex.dsl.build.Result;
import dev.pex.operator.Activation;
import dev.pex.operator.Add;
import dev.pex.operator.Divide;
import dev.pex.operator.Multiply;
import dev.pex.operator.SquaredDifference;
import dev.pex.operator.Subtract;

/**
 * The element-wise operators of two values whose result is quantised in its own way: each has a method for float32, and one
 * with a {@link Quantized} for int8.
 */
public abstract sealed class BinaryNode extends FunctionNode permits Node {
    BinaryNode(Operand operand) {
        super(operand);
    }

    /** Sum with another value, either of which may be constant; axes of extent 1 are broadcast. */
    public Node add(String name, Node other) {
        return add(name, other, Activation.NONE);
    }

    /** Sum with another value, either of which may be constant; axes of extent 1 are broadcast. */
    public Node add(String name, Node other, Activation activation) {
        return activated("add", name, other, Result.FLOAT, Add::new, activation);
    }

    /** Sum with another value, either of which may be constant; axes of extent 1 are broadcast. */
    public Node add(String name, Node other, Quantized made) {
        return add(name, other, Activation.NONE, made);
    }

    /** Sum with another value, either of which may be constant; axes of extent 1 are broadcast. */
    public Node add(String name, Node other, Activation activation, Quantized made) {
        return activated("add", name, other, made.result(), Add::new, activation);
    }

    /** This value minus another one; otherwise as {@link #add}. */
    public Node subtract(String name, Node other) {
        return subtract(name, other, Activation.NONE);
    }

    /** This value minus another one; otherwise as {@link #add}. */
    public Node subtract(String name, Node other, Activation activation) {
        return activated("subtract", name, other, Result.FLOAT, Subtract::new, activation);
    }

    /** This value minus another one; otherwise as {@link #add}. */
    public Node subtract(String name, Node other, Quantized made) {
        return subtract(name, other, Activation.NONE, made);
    }

    /** This value minus another one; otherwise as {@link #add}. */
    public Node subtract(String name, Node other, Activation activation, Quantized made) {
        return activated("subtract", name, other, made.result(), Subtract::new, activation);
    }

    /** Product with another value; otherwise as {@link #add}. */
    public Node multiply(String name, Node other) {
        return multiply(name, other, Activation.NONE);
    }

    /** Product with another value; otherwise as {@link #add}. */
    public Node multiply(String name, Node other, Activation activation) {
        return activated("multiply", name, other, Result.FLOAT, Multiply::new, activation);
    }

    /** Product with another value; otherwise as {@link #add}. */
    public Node multiply(String name, Node other, Quantized made) {
        return multiply(name, other, Activation.NONE, made);
    }

    /** Product with another value; otherwise as {@link #add}. */
    public Node multiply(String name, Node other, Activation activation, Quantized made) {
        return activated("multiply", name, other, made.result(), Multiply::new, activation);
    }

    /** Square of this value minus another one; otherwise as {@link #add}. */
    public Node squaredDifference(String name, Node other) {
        return binary("squaredDifference", name, other, Result.FLOAT, SquaredDifference::new);
    }

    /** Square of this value minus another one; otherwise as {@link #add}. */
    public Node squaredDifference(String name, Node other, Quantized made) {
        return binary("squaredDifference", name, other, made.result(), SquaredDifference::new);
    }

    /** Quotient of this value by a constant without zeros; otherwise as {@link #add}. */
    public Node divide(String name, Node other) {
        return divide(name, other, Activation.NONE);
    }

    /** Quotient of this value by a constant without zeros; otherwise as {@link #add}. */
    public Node divide(String name, Node other, Activation activation) {
        return activated("divide", name, other, Result.FLOAT, Divide::new, activation);
    }

    /** Quotient of this value by a constant without zeros; otherwise as {@link #add}. */
    public Node divide(String name, Node other, Quantized made) {
        return divide(name, other, Activation.NONE, made);
    }

    /** Quotient of this value by a constant without zeros; otherwise as {@link #add}. */
    public Node divide(String name, Node other, Activation activation, Quantized made) {
        return activated("divide", name, other, made.result(), Divide::new, activation);
    }
}
