package dev.pex.graph;

import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Floats;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Small networks for tests. */
final class Networks {
    static final Origin ORIGIN = new Origin(0, "TEST", "t");

    private Networks() {}

    static Tensor tensor(int id, Extent extent) {
        List<Integer> shape = List.of(1, extent.rows(), extent.columns(), extent.channels());
        Optional<Quantization> quantization = Optional.of(new Quantization(0.5f, 0));
        return new Tensor(id, "t" + id, shape, extent, ElementType.INT8, quantization, Optional.empty());
    }

    /** A network of one operator that reads tensors 0, 1, ... and makes the one behind them. */
    static Graph of(Operator operator, Extent out, Extent... inputs) {
        List<Tensor> tensors = new ArrayList<>();
        List<Integer> ids = new ArrayList<>();
        for (Extent input : inputs) {
            ids.add(tensors.size());
            tensors.add(tensor(tensors.size(), input));
        }
        tensors.add(tensor(tensors.size(), out));
        return new Graph("test", tensors, List.of(operator), ids, List.of(operator.output()));
    }

    static Filter filter(int size) {
        return new Filter(Bytes.copyOf(new byte[size]), Floats.copyOf(1f), 0);
    }

    static Ints zeros(int size) {
        return Ints.copyOf(new int[size]);
    }
}
