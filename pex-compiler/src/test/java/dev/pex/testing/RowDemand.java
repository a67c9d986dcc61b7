package dev.pex.testing;

import dev.pex.graph.Dependence;
import dev.pex.graph.Graph;
import dev.pex.operator.Intake;
import dev.pex.operator.Operator;
import dev.pex.schedule.Schedule;
import dev.pex.schedule.Step;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Makes rows of every operator in ascending order, when a step asks for them. */
final class RowDemand {
    private static final int NONE = -1;

    private final Graph graph;
    private final SplittableRandom random;
    private final boolean streamed;
    private final List<Step> steps = new ArrayList<>();

    /** The operator that makes a tensor, by tensor id. */
    private final int[] producers;

    /** Rows made so far, by tensor. */
    private final int[] made;

    /** By operator: whether it takes in rows of its operand one after the other. */
    private final boolean[] takesIn;

    RowDemand(Graph graph, SplittableRandom random, boolean streamed) {
        this.graph = graph;
        this.random = random;
        this.streamed = streamed;
        this.made = new int[graph.tensors().size()];
        this.producers = new int[graph.tensors().size()];
        this.takesIn = new boolean[graph.operators().size()];
        Arrays.fill(producers, NONE);
        for (int i = 0; i < takesIn.length; i++) {
            Operator operator = graph.operators().get(i);
            producers[operator.output()] = i;
            takesIn[i] = RandomSchedules.takesIn(graph, operator, Axis.ROWS) && random.nextBoolean();
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
        for (Operator operator : graph.operators()) {
            demand(operator.output(), graph.outputOf(operator).extent().rows());
        }
        for (int input : graph.inputs()) {
            demand(input, graph.tensor(input).extent().rows());
        }
        return new Schedule(steps);
    }

    /** Sees to it that the first rows of a tensor are there. */
    private void demand(int tensor, int end) {
        int producer = producers[tensor];
        if (producer == NONE) {
            receive(tensor, end);
            return;
        }
        Operator operator = graph.operators().get(producer);
        if (operator.isAlias()) {
            demandInputs(operator, rows(tensor, 0, end));
            return;
        }
        while (made[tensor] < end) {
            int start = made[tensor];
            int stop = Math.min(end, start + 1 + random.nextInt(3));
            Part part = rows(tensor, start, stop);
            if (takesIn[producer]) {
                takeIn(producer, part);
            } else {
                demandInputs(operator, part);
                steps.add(new Step.Compute(producer, part));
            }
            made[tensor] = stop;
        }
    }

    private void receive(int tensor, int end) {
        boolean arrives = streamed && graph.inputs().contains(tensor);
        while (arrives && made[tensor] < end) {
            int stop = Math.min(end, made[tensor] + 1 + random.nextInt(3));
            steps.add(new Step.Receive(tensor, new Range(made[tensor], stop)));
            made[tensor] = stop;
        }
    }

    /** Takes in a few rows of the operand as soon as they are there. */
    private void takeIn(int index, Part part) {
        Operator operator = graph.operators().get(index);
        int operand = operator.inputs().get(0);
        int rows = graph.tensor(operand).extent().rows();
        int size = 1 + random.nextInt(3);
        for (int start = 0; start < rows; start += size) {
            int stop = Math.min(rows, start + size);
            demand(operand, stop);
            Intake intake = new Intake(Axis.ROWS, new Range(start, stop));
            steps.add(new Step.Compute(index, part, Optional.of(intake)));
        }
    }

    private void demandInputs(Operator operator, Part part) {
        for (int i = 0; i < operator.inputs().size(); i++) {
            Part read = Dependence.read(graph, operator, i, part);
            if (!read.isEmpty()) {
                demand(operator.inputs().get(i), read.rows().end());
            }
        }
    }

    private Part rows(int tensor, int start, int end) {
        Extent extent = graph.tensor(tensor).extent();
        return new Part(new Range(start, end), Range.all(extent.columns()), Range.all(extent.channels()));
    }
}
