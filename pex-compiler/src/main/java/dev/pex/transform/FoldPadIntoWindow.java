package dev.pex.transform;

import dev.pex.graph.Graph;
import dev.pex.operator.Conv2d;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.Operator;
import dev.pex.operator.Pad;
import dev.pex.operator.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Folds padding with the zero point into the window of the convolutions that read it: what was a padded element becomes an
 * absent tap. Both add nothing to the sum.
 *
 * <pre>
 * x --> Pad, 1 before and after --> p --> Conv2d, window over p           --> y
 * becomes
 * x                                   --> Conv2d, window over x, 1 before --> y
 * </pre>
 *
 * <p>Does not apply when
 *
 * <ul>
 *   <li>the padding adds channels: a window has rows and columns only;
 *   <li>the padding has another quantisation than its operand: the convolution would read other values;
 *   <li>the padded elements are not the zero point: an absent tap would leave them out of the sum;
 *   <li>the padded tensor is a network output, or an operator other than a convolution reads it. Average pooling, for
 *       example, divides by the number of its present taps.
 * </ul>
 */
final class FoldPadIntoWindow implements GraphRule {
    @Override
    public Optional<Graph> apply(Graph graph) {
        for (Operator operator : graph.operators()) {
            if (operator instanceof Pad pad && folds(graph, pad)) {
                List<Operator> operators = new ArrayList<>();
                for (Operator o : graph.operators()) {
                    if (o != pad) {
                        operators.add(o.inputs().contains(pad.output()) ? fold(graph, pad, o) : o);
                    }
                }
                return Optional.of(
                        new Graph(graph.name(), graph.tensors(), operators, graph.inputs(), graph.outputs()));
            }
        }
        return Optional.empty();
    }

    private static boolean folds(Graph graph, Pad pad) {
        boolean spatial = pad.before().channels() == 0 && pad.after().channels() == 0;
        boolean sameQuantization = graph.tensor(pad.input())
                .quantization()
                .equals(graph.tensor(pad.output()).quantization());
        return spatial
                && sameQuantization
                && addsZeroPoint(graph, pad)
                && !graph.outputs().contains(pad.output())
                && graph.consumers(pad.output()).stream()
                        .allMatch(o -> o instanceof Conv2d || o instanceof DepthwiseConv2d);
    }

    private static boolean addsZeroPoint(Graph graph, Pad pad) {
        return pad.value().isEmpty()
                || graph.tensor(pad.input())
                        .quantization()
                        .map(q -> pad.value().get().get(0) == (byte) q.zeroPoint())
                        .orElse(false);
    }

    private static Operator fold(Graph graph, Pad pad, Operator consumer) {
        if (consumer instanceof Conv2d conv) {
            return conv.withWindows(pad.input(), rows(graph, pad, conv.rows()), columns(graph, pad, conv.columns()));
        }
        DepthwiseConv2d conv = (DepthwiseConv2d) consumer;
        return conv.withWindows(pad.input(), rows(graph, pad, conv.rows()), columns(graph, pad, conv.columns()));
    }

    private static Window rows(Graph graph, Pad pad, Window window) {
        return window.withFoldedPadding(
                graph.tensor(pad.input()).extent().rows(), pad.before().rows());
    }

    private static Window columns(Graph graph, Pad pad, Window window) {
        return window.withFoldedPadding(
                graph.tensor(pad.input()).extent().columns(), pad.before().columns());
    }
}
