package dev.pex.operator;

import dev.pex.quant.Arithmetic;
import dev.pex.quant.Arithmetic.Unscaled;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.util.List;

/**
 * Other numbers of rows and columns; each output element lies between four of the input's (docs/NUMERICS.md, 7.33).
 */
public record ResizeBilinear(Origin origin, int input, int output, Resampling resampling) implements Resize {
    @Override
    public ResizeBilinear withTensors(List<Integer> inputs, int output) {
        return new ResizeBilinear(origin, inputs.get(0), output, resampling);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.RESIZE_BILINEAR;
    }

    @Override
    public <R> R accept(OperatorVisitor<R> visitor) {
        return visitor.resizeBilinear(this);
    }

    @Override
    public Values values() {
        return Values.SAME_SCALE;
    }

    @Override
    public Arithmetic arithmetic(Tensors tensors) {
        return new Unscaled();
    }

    /** Where the extent stays, positions fall on the elements. */
    @Override
    public boolean isIdentity(Tensors tensors) {
        return tensors.tensor(input).extent().equals(tensors.outputOf(this).extent());
    }

    @Override
    public Part reads(Tensors tensors, int operand, Part out) {
        Extent in = tensors.tensor(input).extent();
        Extent all = tensors.outputOf(this).extent();
        return new Part(
                neighbours(resampling.bilinear(in.rows(), all.rows()), out.rows()),
                neighbours(resampling.bilinear(in.columns(), all.columns()), out.columns()),
                out.channels());
    }

    private static Range neighbours(Resampling.Line line, Range out) {
        return new Range(line.lower(out.start()), line.upper(out.end() - 1) + 1);
    }

    static ResizeBilinear read(AttributeReader a) {
        return new ResizeBilinear(a.origin(), a.input(), a.output(), a.resampling());
    }
}
