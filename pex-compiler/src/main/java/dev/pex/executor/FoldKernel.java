package dev.pex.executor;

import dev.pex.executor.Fold.Taken;
import dev.pex.graph.Graph;
import dev.pex.operator.Intake;
import dev.pex.operator.Operator;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import java.util.List;
import java.util.Optional;

/** Computes an operator that is a fold: at once, or slice by slice. */
record FoldKernel(Graph graph, Operator operator, Fold fold) implements PartKernel {
    @Override
    public void compute(List<byte[]> inputs, byte[] output, Part part) {
        byte[] input = inputs.get(0);
        Extent out = graph.outputOf(operator).extent();
        Taken all = new Taken(Optional.empty());
        Pixels.forEach(part, (row, column) -> {
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                int value = fold.add(fold.start(k), input, row, column, k, all);
                output[out.index(row, column, k)] = fold.finish(value, row, column, k);
            }
        });
    }

    @Override
    public void accumulate(List<byte[]> inputs, int[] values, byte[] output, Part part, Intake intake) {
        byte[] input = inputs.get(0);
        Extent in = graph.operand(operator, 0).extent();
        Extent out = graph.outputOf(operator).extent();
        Taken taken = new Taken(Optional.of(intake));
        int[] next = {0};
        Pixels.forEach(part, (row, column) -> {
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                int before = intake.isFirst() ? fold.start(k) : values[next[0]];
                int value = fold.add(before, input, row, column, k, taken);
                values[next[0]++] = value;
                if (intake.isLast(in)) {
                    output[out.index(row, column, k)] = fold.finish(value, row, column, k);
                }
            }
        });
    }
}
