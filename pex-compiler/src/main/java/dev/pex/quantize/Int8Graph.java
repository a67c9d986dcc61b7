package dev.pex.quantize;

import dev.pex.graph.Bytes;
import dev.pex.graph.ElementType;
import dev.pex.graph.Filter;
import dev.pex.graph.Floats;
import dev.pex.graph.Graph;
import dev.pex.graph.Operator;
import dev.pex.graph.Operator.Pad;
import dev.pex.graph.Operator.Requantize;
import dev.pex.graph.Quantization;
import dev.pex.graph.Tensor;
import dev.pex.real.RealNetwork;
import dev.pex.realexec.RealExecutor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the int8 graph of a network whose tensors have their quantisation. */
final class Int8Graph {
    private final RealNetwork network;
    private final Graph real;
    private final SharedScales scales;
    private final List<Tensor> tensors = new ArrayList<>();
    private final List<Operator> operators = new ArrayList<>();

    Int8Graph(RealNetwork network, SharedScales scales) {
        this.network = network;
        this.real = network.graph();
        this.scales = scales;
    }

    /**
     * The graph.
     *
     * @param samples what biases are corrected on
     */
    Graph made(List<List<double[]>> samples, boolean correctBias) {
        real.tensors().forEach(tensor -> tensors.add(quantized(tensor)));
        Map<Integer, Filter> filters = new HashMap<>();
        network.weights().forEach((index, weights) -> {
            Operator.Weighted layer = (Operator.Weighted) real.operators().get(index);
            filters.put(index, LayerWeights.filter(layer, weights, inputScale(layer)));
        });
        Map<Integer, Floats> biases = correctBias ? BiasCorrection.of(network, filters, samples) : Map.of();
        for (int i = 0; i < real.operators().size(); i++) {
            Operator operator = withQuantizedOperands(i, real.operators().get(i));
            Optional<Filter> filter = Optional.ofNullable(filters.get(i));
            if (operator instanceof Operator.Weighted layer && filter.isPresent()) {
                Floats bias = biases.getOrDefault(i, network.weights(i).bias());
                operators.add(
                        Layers.with(layer, filter.get(), LayerWeights.bias(bias, filter.get(), inputScale(layer))));
            } else {
                operators.add(operator instanceof Pad pad ? padded(pad) : operator);
            }
        }
        return new Graph(real.name(), tensors, operators, real.inputs(), real.outputs());
    }

    private float inputScale(Operator.Weighted layer) {
        return tensors.get(layer.input()).scale();
    }

    private Tensor quantized(Tensor tensor) {
        Optional<Quantization> quantization = scales.quantization(tensor.id());
        if (quantization.isEmpty()) {
            return tensor;
        }
        Tensor variable = int8(tensor.id(), tensor, tensor.name(), quantization.get());
        return tensor.constant()
                .map(bytes -> new Tensor(
                        tensor.id(),
                        tensor.name(),
                        tensor.shape(),
                        tensor.extent(),
                        ElementType.INT8,
                        quantization,
                        Optional.of(Bytes.copyOf(Values.encode(variable, RealExecutor.constant(tensor, bytes))))))
                .orElse(variable);
    }

    private static Tensor int8(int id, Tensor like, String name, Quantization quantization) {
        return new Tensor(
                id, name, like.shape(), like.extent(), ElementType.INT8, Optional.of(quantization), Optional.empty());
    }

    /** The operator behind requantisations of those operands that need them. */
    private Operator withQuantizedOperands(int index, Operator operator) {
        List<Integer> operands = new ArrayList<>();
        for (int i = 0; i < operator.inputs().size(); i++) {
            Tensor operand = tensors.get(operator.inputs().get(i));
            if (scales.isRequantized(index, i)) {
                Quantization wanted =
                        tensors.get(operator.output()).quantization().orElseThrow();
                Tensor copy = int8(tensors.size(), operand, operand.name() + "/requantized", wanted);
                tensors.add(copy);
                operators.add(new Requantize(operator.origin(), operand.id(), copy.id()));
                operands.add(copy.id());
            } else {
                operands.add(operand.id());
            }
        }
        return operator.withTensors(operands, operator.output());
    }

    private Pad padded(Pad pad) {
        Tensor output = tensors.get(pad.output());
        Optional<Bytes> value = output.type() != ElementType.INT8
                ? pad.value()
                : pad.value()
                        .map(bytes -> Bytes.copyOf(new byte[] {
                            Values.encode(
                                    output.quantization().orElseThrow(),
                                    ByteBuffer.wrap(bytes.toArray())
                                            .order(ByteOrder.LITTLE_ENDIAN)
                                            .getFloat())
                        }));
        return new Pad(pad.origin(), pad.input(), pad.output(), pad.before(), pad.after(), value);
    }
}
