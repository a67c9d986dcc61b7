package dev.pex.quantize;

import dev.pex.floatexec.FloatExecutor;
import dev.pex.floats.FloatNetwork;
import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.operator.Pad;
import dev.pex.operator.Requantize;
import dev.pex.operator.Weighted;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Floats;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the int8 graph of a float network, once every tensor has a quantisation. */
final class Int8Graph {
    private final FloatNetwork network;
    private final Graph real;
    private final SharedScales scales;
    private final List<Tensor> tensors = new ArrayList<>();
    private final List<Operator> operators = new ArrayList<>();

    Int8Graph(FloatNetwork network, SharedScales scales) {
        this.network = network;
        this.real = network.graph();
        this.scales = scales;
    }

    /**
     * The graph.
     *
     * @param samples the samples on which biases are corrected
     */
    Graph made(List<List<double[]>> samples, boolean correctBias) {
        real.tensors().forEach(tensor -> tensors.add(quantized(tensor)));
        Map<Integer, Filter> filters = new HashMap<>();
        network.weights().forEach((index, weights) -> {
            Weighted layer = (Weighted) real.operators().get(index);
            filters.put(index, LayerWeights.filter(layer, weights, inputScale(layer)));
        });
        Map<Integer, Floats> biases = correctBias ? BiasCorrection.of(network, filters, samples) : Map.of();
        for (int i = 0; i < real.operators().size(); i++) {
            Operator operator = withQuantizedOperands(i, real.operators().get(i));
            Optional<Filter> filter = Optional.ofNullable(filters.get(i));
            if (operator instanceof Weighted layer && filter.isPresent()) {
                Floats bias = biases.getOrDefault(i, network.weights(i).bias());
                operators.add(
                        layer.withWeights(filter.get(), LayerWeights.bias(bias, filter.get(), inputScale(layer))));
            } else {
                operators.add(operator instanceof Pad pad ? padded(pad) : operator);
            }
        }
        return new Graph(real.name(), tensors, operators, real.inputs(), real.outputs());
    }

    private float inputScale(Weighted layer) {
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
                        Optional.of(Bytes.copyOf(Values.encode(variable, FloatExecutor.constant(tensor, bytes))))))
                .orElse(variable);
    }

    private static Tensor int8(int id, Tensor like, String name, Quantization quantization) {
        return new Tensor(
                id, name, like.shape(), like.extent(), ElementType.INT8, Optional.of(quantization), Optional.empty());
    }

    /** The operator, preceded by requantisations of the operands that need them. */
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
