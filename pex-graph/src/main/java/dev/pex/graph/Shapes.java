package dev.pex.graph;

import dev.pex.operator.ArgMax;
import dev.pex.operator.Binary;
import dev.pex.operator.Cast;
import dev.pex.operator.Conv2d;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.Dequantize;
import dev.pex.operator.FullyConnected;
import dev.pex.operator.Gather;
import dev.pex.operator.Movement;
import dev.pex.operator.Operator;
import dev.pex.operator.Pad;
import dev.pex.operator.Pooling;
import dev.pex.operator.Prelu;
import dev.pex.operator.Quantize;
import dev.pex.operator.Reduction;
import dev.pex.operator.Requantize;
import dev.pex.operator.Reshape;
import dev.pex.operator.Softmax;
import dev.pex.operator.TableFunction;
import dev.pex.operator.Transpose;
import dev.pex.operator.TransposeConv2d;
import dev.pex.operator.Window;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Permutation;
import java.util.List;

/** Shape inference: the extent of an operator's output from the extents of its inputs. */
public final class Shapes {
    private Shapes() {}

    /**
     * The output extent of an operator.
     *
     * @param inputs extents in operand order
     * @param declared the extent of the output tensor, which {@link Reshape}, slices and resizes choose freely
     * @throws IllegalArgumentException when the inputs do not fit the operator or each other
     */
    public static Extent infer(Operator operator, List<Extent> inputs, Extent declared) {
        Extent in = inputs.get(0);
        if (operator instanceof Conv2d conv) {
            return windowed(in, conv.rows(), conv.columns(), conv.bias().size());
        }
        if (operator instanceof DepthwiseConv2d conv) {
            return windowed(in, conv.rows(), conv.columns(), in.channels() * conv.multiplier());
        }
        if (operator instanceof Pooling pool) {
            return windowed(in, pool.rows(), pool.columns(), in.channels());
        }
        if (operator instanceof FullyConnected dense) {
            return in.with(Axis.CHANNELS, dense.bias().size());
        }
        if (operator instanceof Binary) {
            return broadcast(in, inputs.get(1));
        }
        if (operator instanceof Reduction reduction) {
            Extent out = in;
            for (Axis axis : reduction.axes()) {
                out = out.with(axis, 1);
            }
            return out;
        }
        if (operator instanceof Pad pad) {
            Extent out = in;
            for (Axis axis : Axis.values()) {
                int padded = Math.addExact(
                        pad.before().along(axis),
                        Math.addExact(in.along(axis), pad.after().along(axis)));
                out = out.with(axis, padded);
            }
            return out;
        }
        if (operator instanceof Transpose transpose) {
            Permutation p = transpose.permutation();
            return new Extent(in.along(p.rows()), in.along(p.columns()), in.along(p.channels()));
        }
        if (operator instanceof Reshape) {
            require(in.elements() == declared.elements(), "reshape of " + in + " to " + declared);
            return declared;
        }
        if (operator instanceof Softmax
                || operator instanceof Quantize
                || operator instanceof Requantize
                || operator instanceof Dequantize) {
            return in;
        }
        if (operator instanceof TableFunction || operator instanceof Cast) {
            return in;
        }
        if (operator instanceof Prelu) {
            Extent alpha = inputs.get(1);
            require(broadcast(in, alpha).equals(in), "alpha " + alpha + " does not broadcast to " + in);
            return in;
        }
        if (operator instanceof ArgMax argMax) {
            return in.with(argMax.axis(), 1);
        }
        if (operator instanceof Gather gather) {
            int extent = in.along(gather.axis());
            for (int i = 0; i < gather.indices().size(); i++) {
                int index = gather.indices().get(i);
                require(index >= 0 && index < extent, "index " + index + " of " + extent);
            }
            return in.with(gather.axis(), gather.indices().size());
        }
        if (operator instanceof Movement movement) {
            return MovementShapes.infer(movement, inputs, declared);
        }
        if (operator instanceof TransposeConv2d conv) {
            require(
                    conv.rows().input() == in.rows() && conv.columns().input() == in.columns(),
                    "window does not fit input " + in);
            return new Extent(
                    conv.rows().output(), conv.columns().output(), conv.bias().size());
        }
        throw new IllegalStateException("no shape rule for " + operator.origin());
    }

    /** The extent of two broadcast operands. */
    public static Extent broadcast(Extent left, Extent right) {
        Extent out = left;
        for (Axis axis : Axis.values()) {
            int a = left.along(axis);
            int b = right.along(axis);
            require(a == b || a == 1 || b == 1, "operands " + left + " and " + right + " do not broadcast");
            out = out.with(axis, Math.max(a, b));
        }
        return out;
    }

    private static Extent windowed(Extent in, Window rows, Window columns, int channels) {
        require(rows.input() == in.rows() && columns.input() == in.columns(), "window does not fit input " + in);
        return new Extent(rows.output(), columns.output(), channels);
    }

    static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
