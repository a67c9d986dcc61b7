package dev.pex.operator;

import dev.pex.quant.Arithmetic;
import dev.pex.quant.Violation;
import dev.pex.tensor.Axis;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Quantization;
import java.util.List;
import java.util.Optional;

/**
 * One operator of a network, and everything that the stages of the compiler must know about it: shape, dependence,
 * arithmetic and its limits, types, traits and attributes. Activations are referred to by tensor id, constants are held
 * here. Each operator makes exactly one tensor.
 *
 * <p>What differs per consumer (executor, float executor, C kernels) is in one {@link OperatorVisitor} per consumer. A
 * new operator is therefore a record that implements this interface and calls its method of the visitor; the Java
 * compiler names every place that it misses. An operator from outside this package is a {@link Custom}.
 */
public interface Operator {
    /** Where it comes from, for reports and diagnostics. */
    Origin origin();

    /** Ids of the tensors that it reads, in operand order. */
    List<Integer> inputs();

    /** Id of the tensor that it makes. */
    int output();

    /** The same operator between other tensors, as many as before. */
    Operator withTensors(List<Integer> inputs, int output);

    /** Which operator it is. */
    OperatorKind kind();

    /** Calls the method of a visitor that is for this operator. */
    <R> R accept(OperatorVisitor<R> visitor);

    /**
     * The extent of the output.
     *
     * @param inputs extents in operand order
     * @param declared the extent of the output tensor, which reshapes, slices and resizes choose freely
     * @throws IllegalArgumentException when the inputs do not fit the operator or each other
     */
    Extent shape(List<Extent> inputs, Extent declared);

    /**
     * The smallest part of an operand that holds every element which a part of the output is computed from.
     *
     * @param operand index in {@link #inputs()}
     * @param out a part of the output, not empty
     * @return a part of the operand; empty when the output part reads nothing of it
     */
    Part reads(Tensors tensors, int operand, Part out);

    /** The integer constants, derived from the scales of its tensors exactly as the reference derives them. */
    Arithmetic arithmetic(Tensors tensors);

    /** What is wrong with its integer arithmetic; empty when that is defined. docs/NUMERICS.md derives the limits. */
    default Optional<Violation> violation(Tensors tensors) {
        return Optional.empty();
    }

    /**
     * Checks the types of its tensors in an integer network.
     *
     * @throws IllegalArgumentException when a tensor has a type that the operator is not defined for
     */
    default void checkTypes(Tensors tensors) {
        switch (values()) {
            case MOVED -> TypeChecks.requireSameType(tensors, this);
            case SAME_SCALE -> {
                TypeChecks.requireInt8(tensors, this);
                TypeChecks.requireSameType(tensors, this);
            }
            case COMPUTED, CONVERTED -> TypeChecks.requireInt8(tensors, this);
        }
    }

    /** Type of the output in a float network. */
    default ElementType floatResult() {
        return ElementType.FLOAT32;
    }

    /** How the values of the output relate to those of the operands. */
    default Values values() {
        return Values.COMPUTED;
    }

    /** The quantisation that the output always has; empty when the network chooses it. */
    default Optional<Quantization> fixedQuantization() {
        return Optional.empty();
    }

    /** Whether it only gives bytes another name: it needs no step and no memory. */
    default boolean isAlias() {
        return false;
    }

    /** Whether its output is equal to its first operand, element by element in flat order. */
    default boolean isIdentity(Tensors tensors) {
        return isAlias();
    }

    /**
     * Whether it keeps channels apart and a positive factor passes through it: multiplying a channel of the operand by a
     * factor multiplies that channel of the output by the same factor.
     */
    default boolean passesChannelFactors() {
        return false;
    }

    /** What its kernels promise about the order of reading an operand and writing the output, for parts of any shape. */
    default AccessOrder accessOrder(Tensors tensors, int operand) {
        return AccessOrder.NONE;
    }

    /**
     * The axes of the first operand along which it can take that operand slice by slice, adding to accumulators: its sum
     * or maximum runs over them, and their order does not matter.
     */
    default List<Axis> intakeAxes(Tensors tensors) {
        return List.of();
    }

    /**
     * What is kept for each output element that is folded slice by slice: a sum of elements of 8 bits; a maximum or a
     * minimum accumulates in the output itself.
     */
    default Accumulator accumulator() {
        return Accumulator.ofSums(ElementType.INT8);
    }

    /** Bytes of accumulators beside the output for a number of output elements that are folded slice by slice. */
    default int accumulatorBytes(int elements) {
        return Math.multiplyExact(elements, accumulator().bytes());
    }

    /**
     * How its channels relate to those of its operands: {@link ChannelUse#MIXED} when each output channel reads all of
     * them.
     */
    default ChannelUse channelUse() {
        return ChannelUse.KEPT;
    }

    /**
     * The boxes that its output and operands share: each element of a box is equal to one of the tensor around it, so
     * that the box may lie inside that tensor and the operator has nothing to do. Empty when the operator computes.
     */
    default List<SharedBox> sharedBoxes(Tensors tensors) {
        return List.of();
    }

    /** Multiply-accumulates that a part of the output takes; taps in the padding count like all others. */
    default long macs(Tensors tensors, Part out) {
        return 0;
    }

    /** Bytes of constants that follow from the network alone: weights, tables, indices; not those of other operators. */
    default int constantBytes(Tensors tensors) {
        return 0;
    }

    /** Writes what distinguishes it from others of its kind: everything except origin and tensors. */
    default void write(AttributeWriter attributes) {}

    /**
     * The same operator between tensors that keep only some of their channels, with the constants that belong to these. It
     * makes the elements that it made before, if the removed channels had no influence on them: their weights were zero, or
     * none was read. Empty when the operator has another meaning without the removed channels.
     *
     * @param tensors those before channels are removed
     */
    Optional<Operator> withChannels(Tensors tensors, KeptChannels kept);

    /**
     * The same operator with rows and columns exchanged: between tensors whose rows and columns are exchanged it makes
     * the same elements. Empty when no operator does that.
     */
    Optional<Operator> transposed();
}
