package dev.pex.testing;

import dev.pex.graph.Dependence;
import dev.pex.graph.Extent;
import dev.pex.graph.Graph;
import dev.pex.graph.Operator;
import dev.pex.graph.Part;
import dev.pex.graph.Range;
import dev.pex.kernel.Kernel;
import dev.pex.schedule.Schedule;
import dev.pex.schedule.Schedule.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Makes rows of every operator in ascending order, when a step asks for them. */
final class RowDemand {
    private static final int NONE = -1;

    private final Graph graph;
    private final SplittableRandom random;
    private final List<Entry> entries = new ArrayList<>();

    /** The operator that makes a tensor, by tensor id. */
    private final int[] producers;

    /** Rows made so far, by operator. */
    private final int[] made;

    RowDemand(Graph graph, SplittableRandom random) {
        this.graph = graph;
        this.random = random;
        this.made = new int[graph.operators().size()];
        this.producers = new int[graph.tensors().size()];
        Arrays.fill(producers, NONE);
        for (int i = 0; i < made.length; i++) {
            producers[graph.operators().get(i).output()] = i;
        }
    }

    Schedule schedule() {
        List<Integer> unfinished = new ArrayList<>(graph.outputs());
        int[] asked = new int[graph.tensors().size()];
        while (!unfinished.isEmpty()) {
            int at = random.nextInt(unfinished.size());
            int output = unfinished.get(at);
            int rows = graph.tensor(output).extent().rows();
            asked[output] = Math.min(rows, asked[output] + 1 + random.nextInt(3));
            demand(output, asked[output]);
            if (asked[output] == rows) {
                unfinished.remove(at);
            }
        }
        for (int i = 0; i < made.length; i++) {
            demand(graph.operators().get(i).output(), extent(i).rows());
        }
        return new Schedule(entries);
    }

    /** Sees to it that the first rows of a tensor are there. */
    private void demand(int tensor, int end) {
        int producer = producers[tensor];
        if (producer == NONE) {
            return;
        }
        if (Kernel.isAlias(graph.operators().get(producer))) {
            demandInputs(producer, rows(producer, 0, end));
            return;
        }
        while (made[producer] < end) {
            int start = made[producer];
            int stop = Math.min(end, start + 1 + random.nextInt(3));
            Part part = rows(producer, start, stop);
            demandInputs(producer, part);
            entries.add(new Entry(producer, part));
            made[producer] = stop;
        }
    }

    private void demandInputs(int index, Part part) {
        Operator operator = graph.operators().get(index);
        for (int i = 0; i < operator.inputs().size(); i++) {
            Part read = Dependence.read(graph, operator, i, part);
            if (!read.isEmpty()) {
                demand(operator.inputs().get(i), read.rows().end());
            }
        }
    }

    private Part rows(int operator, int start, int end) {
        Extent extent = extent(operator);
        return new Part(new Range(start, end), Range.all(extent.columns()), Range.all(extent.channels()));
    }

    private Extent extent(int operator) {
        return graph.outputOf(graph.operators().get(operator)).extent();
    }
}
