package dev.pex.operator;

import dev.pex.quant.Arithmetic.Sloped;
import dev.pex.quant.Violation;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import java.util.List;
import java.util.Optional;

/**
 * x, or x * alpha where x is negative; alpha is constant, and its axes of extent 1 are broadcast (docs/NUMERICS.md, 7.25).
 *
 * @param alpha id of a constant tensor
 */
public record Prelu(Origin origin, int input, int alpha, int output) implements Operator {
    @Override
    public Prelu withTensors(List<Integer> inputs, int output) {
        return new Prelu(origin, inputs.get(0), inputs.get(1), output);
    }

    @Override
    public List<Integer> inputs() {
        return List.of(input, alpha);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.PRELU;
    }

    @Override
    public <R> R accept(OperatorVisitor<R> visitor) {
        return visitor.prelu(this);
    }

    @Override
    public Extent shape(List<Extent> inputs, Extent declared) {
        Extent in = inputs.get(0);
        Extent alpha = inputs.get(1);
        Shapes.require(Shapes.broadcast(in, alpha).equals(in), "alpha " + alpha + " does not broadcast to " + in);
        return in;
    }

    @Override
    public Part reads(Tensors tensors, int operand, Part out) {
        return Shapes.broadcast(out, tensors.operand(this, operand).extent());
    }

    @Override
    public AccessOrder accessOrder(Tensors tensors, int operand) {
        return Shapes.broadcastOrder(tensors, this, operand);
    }

    @Override
    public Sloped arithmetic(Tensors tensors) {
        return Sloped.of(tensors.tensor(input), tensors.tensor(alpha), tensors.outputOf(this));
    }

    @Override
    public Optional<Violation> violation(Tensors tensors) {
        return Sloped.violation(tensors.tensor(input), tensors.tensor(alpha), tensors.outputOf(this));
    }

    @Override
    public int constantBytes(Tensors tensors) {
        return tensors.tensor(alpha).bytes();
    }

    static Prelu read(AttributeReader a) {
        a.require(a.tensor(a.input(1, 2)).constant().isPresent(), "its alpha is not constant");
        return new Prelu(a.origin(), a.input(0, 2), a.input(1, 2), a.output());
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(this);
    }

    @Override
    public Optional<Operator> withChannels(Tensors tensors, KeptChannels kept) {
        return Optional.of(this);
    }
}
