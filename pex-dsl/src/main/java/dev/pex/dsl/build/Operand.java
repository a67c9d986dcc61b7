package dev.pex.dsl.build;

import dev.pex.operator.Activation;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.tensor.Axis;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.util.List;

/** A value of a network under description, with the operators that read it. */
public final class Operand {
    private final Description description;
    private final Tensor tensor;

    Operand(Description description, Tensor tensor) {
        this.description = description;
        this.tensor = tensor;
    }

    /** The constructor of an operator with one input. */
    @FunctionalInterface
    public interface Unary {
        Operator of(Origin origin, int input, int output);
    }

    /** The constructor of an element-wise operator with two inputs. */
    @FunctionalInterface
    public interface Binary {
        Operator of(Origin origin, int left, int right, int output);
    }

    /** The constructor of an element-wise operator with two inputs and an activation. */
    @FunctionalInterface
    public interface Activated {
        Operator of(Origin origin, int left, int right, int output, Activation activation);

        /** The same with one activation. */
        default Binary with(Activation activation) {
            return (origin, left, right, output) -> of(origin, left, right, output, activation);
        }
    }

    /** The constructor of a reduction. */
    @FunctionalInterface
    public interface Reduction {
        Operator of(Origin origin, int input, int output, List<Axis> axes);
    }

    public Tensor tensor() {
        return tensor;
    }

    public Description description() {
        return description;
    }

    public int id() {
        return tensor.id();
    }

    /** This value's shape with another extent; see {@link Description#append}. */
    public List<Integer> resized(Extent changed) {
        return Description.resized(tensor.shape(), changed);
    }

    public boolean isConstant() {
        return tensor.constant().isPresent();
    }

    /** Adds an operator that reads this value alone; its output has this value's shape when the extent allows it. */
    public Operand unary(String kind, String name, Result result, Unary operator) {
        Call call = begin(kind, name, result);
        return append(call, operator.of(call.origin(), id(), call.output()), result);
    }

    /** Adds an operator that makes one value of all along some axes. */
    public Operand reduction(String kind, String name, Result result, Reduction operator, Axis... axes) {
        Call call = begin(kind, name, result);
        return append(call, operator.of(call.origin(), id(), call.output(), call.distinct(axes)), result);
    }

    /** Adds an element-wise operator; one of its two inputs may be constant, and axes of extent 1 are broadcast. */
    public Operand binary(String kind, String name, Operand other, Result result, Binary operator) {
        Call call = description.begin(kind, name, List.of(this, other));
        requireNumbers(call);
        call.requireType(other.tensor, tensor.type());
        call.require(!(isConstant() && other.isConstant()), "both of its inputs are constant");
        result.check(call, this);
        Operator made = operator.of(call.origin(), id(), other.id(), call.output());
        if (made.values().sharesQuantization()) {
            requireSameQuantization(call, other);
        }
        boolean larger = other.tensor.extent().elements() > tensor.extent().elements();
        List<Integer> like = larger ? other.tensor.shape() : tensor.shape();
        return append(call, made, like, result);
    }

    /** Begins an operator with this value as its only input. */
    public Call begin(String kind, String name, Result result) {
        Call call = description.begin(kind, name, List.of(this));
        call.require(
                !isConstant(),
                "its input '" + tensor.name()
                        + "' is constant; only operators with two inputs, concatenate and prelu take constants");
        result.check(call, this);
        return call;
    }

    /** Begins an operator with this value as its first input, which the call checks itself. */
    public Call begin(String kind, String name, List<Operand> operands) {
        return description.begin(kind, name, operands);
    }

    /** Adds an operator whose output has this value's shape when the extent allows it. */
    public Operand append(Call call, Operator operator, Result result) {
        return append(call, operator, tensor.shape(), result);
    }

    /** Adds an operator; see {@link Description#append}. */
    public Operand append(Call call, Operator operator, List<Integer> like, Result result) {
        return description.append(call, operator, like, result);
    }

    /** Requires that this value and another one have the same quantisation. */
    public void requireSameQuantization(Call call, Operand other) {
        call.require(
                tensor.quantization().equals(other.tensor.quantization()),
                "its inputs '" + tensor.name() + "' and '" + other.tensor.name() + "' are quantised differently");
    }

    boolean isOf(Description other) {
        return description == other;
    }

    boolean isFloat() {
        return tensor.type() == ElementType.FLOAT32;
    }

    /** Requires int8, or float32 in a network without quantised values. */
    void requireNumbers(Call call) {
        if (!isFloat() || description.firstQuantized().isPresent()) {
            call.requireType(tensor, ElementType.INT8);
        }
    }

    /** Requires float32 in a network without quantised values. */
    void requireFloat(Call call) {
        call.require(
                isFloat(),
                "its input '" + tensor.name() + "' is " + tensor.type()
                        + "; without a quantisation of its output it takes FLOAT32");
        description.firstQuantized().ifPresent(first -> {
            throw call.problem("it would compute in float32, but the network has quantised values, first " + first);
        });
    }
}
