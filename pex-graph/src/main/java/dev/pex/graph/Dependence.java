package dev.pex.graph;

import dev.pex.operator.ArgMax;
import dev.pex.operator.Binary;
import dev.pex.operator.Cast;
import dev.pex.operator.Conv2d;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.Dequantize;
import dev.pex.operator.FullyConnected;
import dev.pex.operator.Gather;
import dev.pex.operator.Intake;
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
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.util.List;
import java.util.Optional;

/**
 * The dependence table: which part of each operand one part of the output needs. Scheduler, verifier,
 * executor and emission all read it; tests check it against the executor by changing what lies
 * outside the claimed part.
 */
public final class Dependence {
    private Dependence() {}

    /**
     * The smallest part of an operand that holds every element which the output part is computed from.
     *
     * @param operand index in {@link Operator#inputs()}
     * @param out a part of the operator's output
     * @return a part of the operand; empty when the output part reads nothing of it
     */
    public static Part read(Graph graph, Operator operator, int operand, Part out) {
        Extent in = graph.tensor(operator.inputs().get(operand)).extent();
        if (out.isEmpty()) {
            return new Part(new Range(0, 0), new Range(0, 0), new Range(0, 0));
        }
        if (operator instanceof Conv2d conv) {
            return new Part(conv.rows().read(out.rows()), conv.columns().read(out.columns()), Range.all(in.channels()));
        }
        if (operator instanceof DepthwiseConv2d conv) {
            int m = conv.multiplier();
            Range channels =
                    new Range(out.channels().start() / m, (out.channels().end() - 1) / m + 1);
            return new Part(conv.rows().read(out.rows()), conv.columns().read(out.columns()), channels);
        }
        if (operator instanceof Pooling pool) {
            return new Part(pool.rows().read(out.rows()), pool.columns().read(out.columns()), out.channels());
        }
        if (operator instanceof FullyConnected) {
            return new Part(out.rows(), out.columns(), Range.all(in.channels()));
        }
        if (operator instanceof Softmax) {
            return new Part(out.rows(), out.columns(), Range.all(in.channels()));
        }
        if (operator instanceof Binary) {
            return new Part(
                    broadcast(out.rows(), in.rows()),
                    broadcast(out.columns(), in.columns()),
                    broadcast(out.channels(), in.channels()));
        }
        if (operator instanceof Reduction reduction) {
            Part part = out;
            for (Axis axis : reduction.axes()) {
                part = part.with(axis, Range.all(in.along(axis)));
            }
            return part;
        }
        if (operator instanceof Pad pad) {
            return new Part(
                    shifted(out.rows(), pad.before().rows(), in.rows()),
                    shifted(out.columns(), pad.before().columns(), in.columns()),
                    shifted(out.channels(), pad.before().channels(), in.channels()));
        }
        if (operator instanceof Transpose transpose) {
            Part part = out;
            for (Axis axis : Axis.values()) {
                part = part.with(transpose.permutation().source(axis), out.along(axis));
            }
            return part;
        }
        if (operator instanceof Reshape) {
            return reshaped(graph.tensor(operator.output()).extent(), in, out);
        }
        if (operator instanceof Quantize || operator instanceof Requantize || operator instanceof Dequantize) {
            return out;
        }
        if (operator instanceof TableFunction || operator instanceof Cast) {
            return out;
        }
        if (operator instanceof Prelu) {
            return new Part(
                    broadcast(out.rows(), in.rows()),
                    broadcast(out.columns(), in.columns()),
                    broadcast(out.channels(), in.channels()));
        }
        if (operator instanceof ArgMax argMax) {
            return out.with(argMax.axis(), Range.all(in.along(argMax.axis())));
        }
        if (operator instanceof Gather gather) {
            return out.with(gather.axis(), picked(gather.indices(), out.along(gather.axis())));
        }
        if (operator instanceof Movement movement) {
            return MovementDependence.read(graph, movement, operand, out);
        }
        if (operator instanceof TransposeConv2d conv) {
            return new Part(conv.rows().read(out.rows()), conv.columns().read(out.columns()), Range.all(in.channels()));
        }
        throw new IllegalStateException("no dependence for " + operator.origin());
    }

    /**
     * The axes of the first operand along which an operator can take that operand slice by slice, adding
     * to accumulators: its sum or maximum runs over them, and their order does not matter.
     */
    public static List<Axis> intakeAxes(Graph graph, Operator operator) {
        if (operator instanceof Conv2d || operator instanceof FullyConnected) {
            return List.of(Axis.CHANNELS);
        }
        if (operator instanceof Pooling) {
            return graph.outputOf(operator).extent().rows() == 1 ? List.of(Axis.ROWS) : List.of();
        }
        if (operator instanceof Reduction reduction) {
            return reduction.axes();
        }
        return List.of();
    }

    /** What a step that takes in one slice reads of an operand: see {@link #read} and {@link #intakeAxes}. */
    public static Part read(Graph graph, Operator operator, int operand, Part out, Optional<Intake> intake) {
        Part part = read(graph, operator, operand, out);
        return operand == 0 && intake.isPresent() ? intake.get().of(part) : part;
    }

    private static Range broadcast(Range out, int inputExtent) {
        return inputExtent == 1 ? Range.all(1) : out;
    }

    private static Range shifted(Range out, int before, int inputExtent) {
        int start = Math.min(inputExtent, Math.max(0, out.start() - before));
        return new Range(start, Math.min(inputExtent, Math.max(start, out.end() - before)));
    }

    /** The smallest range that holds the indices that part of a list names. */
    private static Range picked(Ints indices, Range places) {
        int lowest = indices.get(places.start());
        int highest = lowest;
        for (int i = places.start(); i < places.end(); i++) {
            lowest = Math.min(lowest, indices.get(i));
            highest = Math.max(highest, indices.get(i));
        }
        return new Range(lowest, highest + 1);
    }

    /** The bounding rectangle of a flat range: exact when it spans whole rows, or lies in one row or pixel. */
    private static Part reshaped(Extent outExtent, Extent in, Part out) {
        int first = outExtent.index(
                out.rows().start(), out.columns().start(), out.channels().start());
        int last = outExtent.index(
                out.rows().end() - 1, out.columns().end() - 1, out.channels().end() - 1);
        int rowElements = in.columns() * in.channels();
        Range rows = new Range(first / rowElements, last / rowElements + 1);
        if (rows.size() > 1) {
            return new Part(rows, Range.all(in.columns()), Range.all(in.channels()));
        }
        int firstInRow = first % rowElements;
        int lastInRow = last % rowElements;
        Range columns = new Range(firstInRow / in.channels(), lastInRow / in.channels() + 1);
        if (columns.size() > 1) {
            return new Part(rows, columns, Range.all(in.channels()));
        }
        return new Part(rows, columns, new Range(firstInRow % in.channels(), lastInRow % in.channels() + 1));
    }
}
