package dev.pex.channels;

import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.operator.Weighted;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;

/**
 * Which channels of the tensors of a network belong together, from the dependence of its operators alone: a channel of an
 * output belongs to those that it reads. There are two exceptions. A layer with weights that sums over several channels
 * does so with weights of their own, so each of them can be left out. An operand with a single channel that many read is
 * broadcast, and stays when some of them go.
 */
final class ChannelTies {
    private final Graph graph;
    /** Index of the first channel of each tensor. */
    private final int[] first;
    /** A channel of the same unit, or the channel itself if it stands for its unit. */
    private final int[] parent;

    private ChannelTies(Graph graph) {
        this.graph = graph;
        this.first = new int[graph.tensors().size() + 1];
        for (int i = 0; i < graph.tensors().size(); i++) {
            first[i + 1] = Math.addExact(first[i], graph.tensor(i).extent().channels());
        }
        this.parent = Ints.range(first[first.length - 1]).toArray();
    }

    static ChannelTies of(Graph graph) {
        ChannelTies ties = new ChannelTies(graph);
        for (Operator operator : graph.operators()) {
            for (int operand = 0; operand < operator.inputs().size(); operand++) {
                ties.tie(operator, operand);
            }
        }
        return ties;
    }

    /** A number that is the same for channels that belong together. */
    int unit(int tensor, int channel) {
        return root(first[tensor] + channel);
    }

    private void tie(Operator operator, int operand) {
        if (graph.operand(operator, operand).extent().channels() == 1) {
            return;
        }
        Extent extent = graph.outputOf(operator).extent();
        for (int channel = 0; channel < extent.channels(); channel++) {
            Range own = new Range(channel, channel + 1);
            Range read = operator.reads(graph, operand, Part.whole(extent).with(Axis.CHANNELS, own))
                    .channels();
            if (read.size() <= 1) {
                join(operator, operand, channel, read);
            } else if (!(operator instanceof Weighted)) {
                // The smallest box around all that is read may have more channels than are read.
                joinByElements(operator, operand, channel);
            }
        }
    }

    private void joinByElements(Operator operator, int operand, int channel) {
        Extent extent = graph.outputOf(operator).extent();
        Range channels = new Range(channel, channel + 1);
        for (int row = 0; row < extent.rows(); row++) {
            for (int column = 0; column < extent.columns(); column++) {
                Part element = new Part(new Range(row, row + 1), new Range(column, column + 1), channels);
                join(
                        operator,
                        operand,
                        channel,
                        operator.reads(graph, operand, element).channels());
            }
        }
    }

    private void join(Operator operator, int operand, int channel, Range read) {
        int output = first[operator.output()] + channel;
        int input = first[operator.inputs().get(operand)];
        for (int i = read.start(); i < read.end(); i++) {
            int a = root(output);
            int b = root(input + i);
            // The lower number stands for both, so that the order of tensors decides the order of units.
            parent[Math.max(a, b)] = Math.min(a, b);
        }
    }

    private int root(int channel) {
        int i = channel;
        while (parent[i] != i) {
            parent[i] = parent[parent[i]];
            i = parent[i];
        }
        return i;
    }
}
