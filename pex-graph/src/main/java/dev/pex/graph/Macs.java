package dev.pex.graph;

import dev.pex.operator.Conv2d;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.FullyConnected;
import dev.pex.operator.Intake;
import dev.pex.operator.Operator;
import dev.pex.operator.TransposeConv2d;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Part;
import java.util.Optional;

/**
 * Counts multiply-accumulates the usual way: taps in the padding count like all others. Those of a
 * transposed convolution count where they meet an input.
 */
public final class Macs {
    private Macs() {}

    /** Multiply-accumulates that computing a part of an operator's output takes. */
    public static long of(Graph graph, Operator operator, Part part) {
        if (operator instanceof TransposeConv2d conv) {
            return conv.rows().presentTaps(part.rows())
                    * conv.columns().presentTaps(part.columns())
                    * graph.tensor(conv.input()).extent().channels()
                    * part.channels().size();
        }
        int inputChannels = graph.tensor(operator.inputs().get(0)).extent().channels();
        long perElement;
        if (operator instanceof Conv2d conv) {
            perElement = (long) conv.rows().kernel() * conv.columns().kernel() * inputChannels;
        } else if (operator instanceof DepthwiseConv2d conv) {
            perElement = (long) conv.rows().kernel() * conv.columns().kernel();
        } else if (operator instanceof FullyConnected) {
            perElement = inputChannels;
        } else {
            perElement = 0;
        }
        return perElement * part.elements();
    }

    /** The same for a step that takes in one slice of its operand: its share of them. */
    public static long of(Graph graph, Operator operator, Part part, Optional<Intake> intake) {
        long all = of(graph, operator, part);
        if (intake.isEmpty()) {
            return all;
        }
        Axis axis = intake.get().axis();
        return all
                * intake.get().range().size()
                / graph.tensor(operator.inputs().get(0)).extent().along(axis);
    }

    /** Multiply-accumulates of one inference. */
    public static long of(Graph graph) {
        return graph.operators().stream()
                .mapToLong(o -> of(graph, o, Part.whole(graph.outputOf(o).extent())))
                .sum();
    }
}
