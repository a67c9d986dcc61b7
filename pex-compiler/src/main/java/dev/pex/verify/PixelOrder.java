package dev.pex.verify;

import dev.pex.graph.Dependence;
import dev.pex.graph.Graph;
import dev.pex.operator.AccessOrder;
import dev.pex.operator.Operator;
import dev.pex.schedule.Step;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.util.function.IntPredicate;

/**
 * What a step may overwrite of what it reads itself. Of a kernel that goes pixel by pixel, a byte may be overwritten by
 * the elements of pixels after the last one that reads it; between windows that lie apart there are bytes that no pixel
 * reads.
 */
final class PixelOrder {
    private final Graph graph;
    private final Addresses addresses;
    private final Shadow shadow;

    PixelOrder(Graph graph, Addresses addresses, Shadow shadow) {
        this.graph = graph;
        this.addresses = addresses;
        this.shadow = shadow;
    }

    /** Notes which output pixel reads each byte for the last time, if the output lies where the step reads: that is rare. */
    void note(int s, Operator operator, Step.Compute step) {
        if (!anyByte(operator.output(), step.part(), address -> shadow.elementRead(address, s) != Shadow.NOTHING)) {
            return;
        }
        for (int i = 0; i < operator.inputs().size(); i++) {
            if (goesByPixels(operator, i)) {
                Part all = Dependence.read(graph, operator, i, step.part());
                anyByte(operator.inputs().get(i), all, address -> {
                    shadow.forgetRead(address, s);
                    return false;
                });
            }
        }
        for (int i = 0; i < operator.inputs().size(); i++) {
            if (goesByPixels(operator, i)) {
                noteReaders(s, operator, i, step.part());
            }
        }
    }

    private boolean goesByPixels(Operator operator, int operand) {
        return graph.tensor(operator.inputs().get(operand)).constant().isEmpty()
                && operator.accessOrder(graph, operand) == AccessOrder.PIXELS;
    }

    private void noteReaders(int s, Operator operator, int operand, Part out) {
        Extent e = graph.outputOf(operator).extent();
        for (int row = out.rows().start(); row < out.rows().end(); row++) {
            for (int column = out.columns().start(); column < out.columns().end(); column++) {
                Part pixel = new Part(new Range(row, row + 1), new Range(column, column + 1), out.channels());
                Part read = Dependence.read(graph, operator, operand, pixel);
                int behindPixel = e.index(row, column, 0) + e.channels();
                anyByte(operator.inputs().get(operand), read, address -> {
                    shadow.noteRead(address, s, behindPixel);
                    return false;
                });
            }
        }
    }

    /** Visits the address of every byte of a part, until one is found. */
    private boolean anyByte(int tensor, Part part, IntPredicate found) {
        if (part.isEmpty()) {
            return false;
        }
        int bytes = part.channels().size() * graph.tensor(tensor).type().bytes();
        for (int r = part.rows().start(); r < part.rows().end(); r++) {
            for (int c = part.columns().start(); c < part.columns().end(); c++) {
                int address = addresses.of(tensor, r, c, part.channels().start());
                for (int b = 0; b < bytes; b++) {
                    if (found.test(address + b)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
