package dev.pex.frontend.tflite;

import static dev.pex.frontend.tflite.file.BuiltinOperator.ADD;
import static dev.pex.frontend.tflite.file.BuiltinOperator.MEAN;
import static dev.pex.frontend.tflite.file.BuiltinOperator.PAD;
import static dev.pex.frontend.tflite.file.BuiltinOperator.SUB;
import static dev.pex.frontend.tflite.file.BuiltinOperator.SUM;
import static dev.pex.frontend.tflite.file.BuiltinOperator.TRANSPOSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.diagnostic.DiagnosticException;
import dev.pex.diagnostic.Diagnostics;
import dev.pex.frontend.tflite.file.BuiltinOperator;
import dev.pex.graph.Graph;
import dev.pex.operator.Binary;
import dev.pex.operator.Operator;
import dev.pex.operator.Pad;
import dev.pex.operator.Reduction;
import dev.pex.operator.Subtract;
import dev.pex.operator.Transpose;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * ADD, SUB, MEAN, SUM, PAD and TRANSPOSE work on declared dimensions of any rank, the network on three axes: what the network's
 * operators compute (sums stand for means) must be what the declared ones say.
 */
class ViewsTest {
    private static final int TRIALS = 1500;

    private final Random random = new Random(20261122);

    @Test
    void transpose() {
        int read = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            int[] shape = shape(5);
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, shape.length).boxed().toList());
            Collections.shuffle(order, random);
            int[] to = order.stream().mapToInt(d -> shape[d]).toArray();
            int[] expected = new int[size(shape)];
            for (int i = 0; i < expected.length; i++) {
                int[] at = unflat(i, to);
                int[] from = new int[at.length];
                for (int d = 0; d < at.length; d++) {
                    from[order.get(d)] = at[d];
                }
                expected[i] = value(0, flat(from, shape));
            }
            ModelWriter m = model(shape, to);
            m.operator(
                    TRANSPOSE,
                    new int[] {0, m.vector("p", order.stream().mapToInt(i -> i).toArray())},
                    1);
            read += agrees(m, expected) ? 1 : 0;
        }
        assertThat(read).isGreaterThan(TRIALS / 2);
    }

    @Test
    void pad() {
        int read = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            int[] shape = shape(5);
            int[] to = shape.clone();
            int[] paddings = new int[2 * shape.length];
            for (int d = 0; d < shape.length; d++) {
                if (random.nextInt(3) == 0) {
                    paddings[2 * d] = random.nextInt(3);
                    paddings[2 * d + 1] = random.nextInt(3);
                    to[d] += paddings[2 * d] + paddings[2 * d + 1];
                }
            }
            int[] expected = new int[size(to)];
            for (int i = 0; i < expected.length; i++) {
                int[] at = unflat(i, to);
                boolean inside = true;
                for (int d = 0; d < at.length; d++) {
                    at[d] -= paddings[2 * d];
                    inside &= at[d] >= 0 && at[d] < shape[d];
                }
                expected[i] = inside ? value(0, flat(at, shape)) : 0;
            }
            ModelWriter m = model(shape, to);
            m.operator(PAD, new int[] {0, m.ints("p", new int[] {shape.length, 2}, paddings)}, 1);
            read += agrees(m, expected) ? 1 : 0;
        }
        assertThat(read).isGreaterThan(TRIALS / 2);
    }

    @Test
    void mean() {
        reduction(MEAN);
    }

    @Test
    void sum() {
        reduction(SUM);
    }

    private void reduction(BuiltinOperator code) {
        int read = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            int[] shape = shape(5);
            int rank = shape.length;
            int[] axes = IntStream.range(0, 1 + random.nextInt(3))
                    .map(i -> random.nextInt(2 * rank) - rank)
                    .toArray();
            boolean[] reduced = new boolean[rank];
            IntStream.of(axes).forEach(a -> reduced[Math.floorMod(a, rank)] = true);
            int[] kept =
                    IntStream.range(0, rank).map(d -> reduced[d] ? 1 : shape[d]).toArray();
            boolean keep = random.nextBoolean();
            int[] to = keep
                    ? kept
                    : IntStream.range(0, rank)
                            .filter(d -> !reduced[d])
                            .map(d -> shape[d])
                            .toArray();
            int[] expected = new int[size(kept)];
            for (int i = 0; i < size(shape); i++) {
                int[] at = unflat(i, shape);
                for (int d = 0; d < rank; d++) {
                    at[d] = reduced[d] ? 0 : at[d];
                }
                expected[flat(at, kept)] += value(0, i);
            }
            ModelWriter m = model(shape, to);
            int vector = axes.length == 1 && random.nextBoolean() ? m.ints("a", new int[0], axes) : m.vector("a", axes);
            m.operator(code, new int[] {0, vector}, new int[] {1}, ModelWriter.flag(0, keep ? 1 : 0));
            read += agrees(m, expected) ? 1 : 0;
        }
        assertThat(read).isGreaterThan(TRIALS / 2);
    }

    @Test
    void add() {
        binary(ADD, 1);
    }

    @Test
    void subtract() {
        binary(SUB, -1);
    }

    private void binary(BuiltinOperator code, int sign) {
        int read = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            int[] to = shape(5);
            int[] left = broadcastable(to);
            int[] right = broadcastable(to);
            for (int d = 0; d < to.length; d++) {
                int fromLeft = d - to.length + left.length;
                int fromRight = d - to.length + right.length;
                to[d] = Math.max(fromLeft < 0 ? 1 : left[fromLeft], fromRight < 0 ? 1 : right[fromRight]);
            }
            int[] expected = new int[size(to)];
            for (int i = 0; i < expected.length; i++) {
                int[] at = unflat(i, to);
                expected[i] =
                        value(0, flat(repeated(at, left), left)) + sign * value(2, flat(repeated(at, right), right));
            }
            ModelWriter m = model(left, to);
            int other = m.activation("other", right);
            m.operator(code, new int[] {0, other}, 1).network(new int[] {0, other}, 1);
            read += agrees(m, expected) ? 1 : 0;
        }
        assertThat(read).isGreaterThan(TRIALS / 2);
    }

    /** A model with its input in tensor 0 and its output in tensor 1. */
    private static ModelWriter model(int[] from, int[] to) {
        ModelWriter m = new ModelWriter();
        m.activation("in", from);
        m.activation("out", to);
        return m.network(new int[] {0}, 1);
    }

    private int[] shape(int highestRank) {
        return random.ints(1 + random.nextInt(highestRank), 1, 4)
                .map(size -> random.nextInt(4) == 0 ? 1 : size)
                .toArray();
    }

    private int[] broadcastable(int[] shape) {
        int[] part = Arrays.copyOfRange(shape, random.nextInt(shape.length), shape.length);
        int ones = random.nextInt(8);
        return IntStream.range(0, part.length)
                .map(d -> ((ones >> (d / 2)) & 1) != 0 ? 1 : part[d])
                .toArray();
    }

    /** The index that an operand is read at: aligned at the right, 0 where it has extent 1. */
    private static int[] repeated(int[] at, int[] shape) {
        return IntStream.range(0, shape.length)
                .map(d -> shape[d] == 1 ? 0 : at[d + at.length - shape.length])
                .toArray();
    }

    private static int size(int[] shape) {
        return IntStream.of(shape).reduce(1, (a, b) -> a * b);
    }

    private static int flat(int[] at, int[] shape) {
        int flat = 0;
        for (int d = 0; d < shape.length; d++) {
            flat = flat * shape[d] + at[d];
        }
        return flat;
    }

    private static int[] unflat(int flat, int[] shape) {
        int[] at = new int[shape.length];
        int rest = flat;
        for (int d = shape.length - 1; d >= 0; d--) {
            at[d] = rest % shape[d];
            rest /= shape[d];
        }
        return at;
    }

    /** The element of a network input, all different. */
    private static int value(int input, int flat) {
        return 1 + flat + 1000 * input;
    }

    /** Whether the model could be read; what it computes must then be as expected. */
    private static boolean agrees(ModelWriter model, int[] expected) {
        Graph graph;
        try {
            graph = TfliteFrontEnd.read("model", model.bytes(), new Diagnostics());
        } catch (DiagnosticException refused) {
            assertThat(refused.getMessage()).containsAnyOf("scattered", "groups", "batch");
            return false;
        }
        List<int[]> values = new ArrayList<>(Collections.nCopies(graph.tensors().size(), new int[0]));
        for (int i = 0; i < graph.inputs().size(); i++) {
            int[] input = new int[graph.tensor(graph.inputs().get(i)).extent().elements()];
            for (int j = 0; j < input.length; j++) {
                input[j] = value(2 * i, j);
            }
            values.set(graph.inputs().get(i), input);
        }
        graph.operators().forEach(o -> values.set(o.output(), compute(graph, o, values)));
        assertThat(values.get(graph.outputs().get(0))).as("%s", graph).isEqualTo(expected);
        return true;
    }

    private static int[] compute(Graph graph, Operator operator, List<int[]> values) {
        Tensor in = graph.inputsOf(operator).get(0);
        int[] from = values.get(in.id());
        Extent source = in.extent();
        Extent target = graph.outputOf(operator).extent();
        int[] to = new int[target.elements()];
        if (operator instanceof Reduction) {
            for (int i = 0; i < from.length; i++) {
                to[at(target, 0, coordinates(source, i), new int[3])] += from[i];
            }
            return to;
        }
        for (int i = 0; i < to.length; i++) {
            int[] c = coordinates(target, i);
            if (operator instanceof Transpose transpose) {
                int[] moved = new int[3];
                List<Axis> axes = List.of(Axis.values());
                for (int a = 0; a < 3; a++) {
                    moved[axes.indexOf(transpose.permutation().source(axes.get(a)))] = c[a];
                }
                to[i] = from[source.index(moved[0], moved[1], moved[2])];
            } else if (operator instanceof Pad pad) {
                int[] before = {
                    -pad.before().rows(), -pad.before().columns(), -pad.before().channels()
                };
                int position = at(source, 1, c, before);
                to[i] = position < 0 ? 0 : from[position];
            } else if (operator instanceof Binary binary) {
                Extent right = graph.tensor(binary.right()).extent();
                int sign = binary instanceof Subtract ? -1 : 1;
                to[i] = from[at(source, 0, c, new int[3])]
                        + sign * values.get(binary.right())[at(right, 0, c, new int[3])];
            } else {
                to[i] = from[i];
            }
        }
        return to;
    }

    private static int[] coordinates(Extent extent, int flat) {
        return unflat(flat, new int[] {extent.rows(), extent.columns(), extent.channels()});
    }

    /** Flat index of shifted coordinates; where an axis has extent 1 it repeats (mode 0); -1 outside (mode 1). */
    private static int at(Extent extent, int mode, int[] c, int[] shift) {
        int[] sizes = {extent.rows(), extent.columns(), extent.channels()};
        int[] at = new int[3];
        for (int a = 0; a < 3; a++) {
            at[a] = mode == 0 && sizes[a] == 1 ? 0 : c[a] + shift[a];
            if (at[a] < 0 || at[a] >= sizes[a]) {
                return -1;
            }
        }
        return flat(at, sizes);
    }
}
