package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.Activation;
import dev.pex.operator.AveragePool2d;
import dev.pex.operator.MaxPool2d;
import dev.pex.operator.Mean;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.operator.Sum;
import dev.pex.operator.Window;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Quantization;
import java.util.ArrayList;
import java.util.List;

/** Recipes for operators that make one element of many: pooling and reductions. */
final class RandomReductions {
    private RandomReductions() {}

    private interface PoolMaker {
        Operator make(Origin origin, int input, int output, Window rows, Window columns, Activation activation);
    }

    interface ReductionMaker {
        Operator make(Origin origin, int input, int output, List<Axis> axes);
    }

    static Graph averagePool2d(RandomTensors tensors) {
        return pool(tensors, AveragePool2d::new);
    }

    static Graph maxPool2d(RandomTensors tensors) {
        return pool(tensors, MaxPool2d::new);
    }

    private static Graph pool(RandomTensors tensors, PoolMaker maker) {
        Extent in = tensors.extent();
        boolean same = tensors.random.nextBoolean();
        Window rows = tensors.window(in.rows(), same, 1);
        Window columns = tensors.window(in.columns(), same, 1);
        Quantization quantization = tensors.quantization();
        Operator pool = maker.make(
                tensors.origin(),
                tensors.int8Input(in, quantization),
                tensors.output(),
                rows,
                columns,
                tensors.activation());
        return tensors.int8Graph(pool, new Extent(rows.output(), columns.output(), in.channels()), quantization);
    }

    static Graph mean(RandomTensors tensors) {
        Quantization quantization = tensors.quantization();
        float ratio = tensors.oneIn(4) ? tensors.scale(0x1p-36, 0x1p12) : tensors.scale(0.2, 10);
        return reduction(
                tensors, quantization, new Quantization(quantization.scale() / ratio, tensors.zeroPoint()), Mean::new);
    }

    static Graph sum(RandomTensors tensors) {
        Quantization quantization = tensors.quantization();
        float ratio = tensors.oneIn(4) ? tensors.scale(0x1p-36, 0x1p12) : tensors.scale(0.01, 1);
        return reduction(
                tensors, quantization, new Quantization(quantization.scale() / ratio, tensors.zeroPoint()), Sum::new);
    }

    /** A maximum or a minimum. */
    static Graph extreme(RandomTensors tensors, ReductionMaker maker) {
        Quantization quantization = tensors.quantization();
        return reduction(tensors, quantization, quantization, maker);
    }

    private static Graph reduction(RandomTensors tensors, Quantization from, Quantization to, ReductionMaker maker) {
        Extent in = tensors.extent();
        List<Axis> axes = new ArrayList<>();
        Extent out = in;
        for (Axis axis : Axis.values()) {
            if (tensors.random.nextBoolean()) {
                axes.add(tensors.random.nextInt(axes.size() + 1), axis);
                out = out.with(axis, 1);
            }
        }
        Operator reduction = maker.make(tensors.origin(), tensors.int8Input(in, from), tensors.output(), axes);
        return tensors.int8Graph(reduction, out, to);
    }
}
