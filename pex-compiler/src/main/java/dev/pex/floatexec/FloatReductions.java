package dev.pex.floatexec;

import dev.pex.graph.Graph;
import dev.pex.operator.ArgMax;
import dev.pex.operator.AveragePool2d;
import dev.pex.operator.MaxPool2d;
import dev.pex.operator.Pooling;
import dev.pex.operator.Reduction;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import java.util.Arrays;

/** The operators that compute one value from many. */
final class FloatReductions {
    private FloatReductions() {}

    /** The average over the present taps of a window. */
    static double[] average(Graph graph, AveragePool2d pool, double[] input) {
        return pool(graph, pool, input, false);
    }

    /** The maximum over the present taps of a window. */
    static double[] maximum(Graph graph, MaxPool2d pool, double[] input) {
        return pool(graph, pool, input, true);
    }

    private static double[] pool(Graph graph, Pooling pool, double[] input, boolean maximum) {
        Extent in = graph.tensor(pool.input()).extent();
        Extent out = graph.outputOf(pool).extent();
        double[] output = new double[out.elements()];
        int at = 0;
        for (int y = 0; y < out.rows(); y++) {
            for (int x = 0; x < out.columns(); x++) {
                for (int k = 0; k < out.channels(); k++) {
                    double result = maximum ? Double.NEGATIVE_INFINITY : 0;
                    int count = 0;
                    for (int i = 0; i < pool.rows().kernel(); i++) {
                        int inY = pool.rows().tap(y, i);
                        for (int j = 0; j < pool.columns().kernel(); j++) {
                            int inX = pool.columns().tap(x, j);
                            if (inY >= 0 && inY < in.rows() && inX >= 0 && inX < in.columns()) {
                                double element = input[in.index(inY, inX, k)];
                                result = maximum ? Math.max(result, element) : result + element;
                                count++;
                            }
                        }
                    }
                    output[at++] = maximum ? result : result / count;
                }
            }
        }
        FloatKernels.activate(pool.activation(), output);
        return output;
    }

    static double[] reduce(Graph graph, Reduction reduction, double[] input) {
        Extent in = graph.tensor(reduction.input()).extent();
        Extent out = graph.outputOf(reduction).extent();
        double[] output = new double[out.elements()];
        Reduction.Formula formula = reduction.formula();
        Arrays.fill(output, formula.floatStart());
        int at = 0;
        for (int y = 0; y < in.rows(); y++) {
            for (int x = 0; x < in.columns(); x++) {
                for (int k = 0; k < in.channels(); k++) {
                    int to =
                            out.index(out.rows() == 1 ? 0 : y, out.columns() == 1 ? 0 : x, out.channels() == 1 ? 0 : k);
                    output[to] = formula.join(output[to], input[at++]);
                }
            }
        }
        if (formula == Reduction.Formula.MEAN) {
            int count = in.elements() / out.elements();
            for (int i = 0; i < output.length; i++) {
                output[i] /= count;
            }
        }
        return output;
    }

    /** The index of the largest element, the first one of several. */
    static double[] argMax(Graph graph, ArgMax argMax, double[] input) {
        Extent in = graph.tensor(argMax.input()).extent();
        Extent out = graph.outputOf(argMax).extent();
        int stride = stride(in, argMax.axis());
        double[] output = new double[out.elements()];
        int at = 0;
        for (int y = 0; y < out.rows(); y++) {
            for (int x = 0; x < out.columns(); x++) {
                for (int k = 0; k < out.channels(); k++) {
                    int first = in.index(y, x, k);
                    int best = 0;
                    for (int i = 1; i < in.along(argMax.axis()); i++) {
                        if (input[first + i * stride] > input[first + best * stride]) {
                            best = i;
                        }
                    }
                    output[at++] = best;
                }
            }
        }
        return output;
    }

    /** Elements between neighbours along an axis. */
    static int stride(Extent extent, Axis axis) {
        return switch (axis) {
            case ROWS -> extent.columns() * extent.channels();
            case COLUMNS -> extent.channels();
            case CHANNELS -> 1;
        };
    }
}
