package dev.pex.codesign.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.pex.array.NumberArray;
import dev.pex.array.NumberType;
import dev.pex.codesign.state.Parameters;
import dev.pex.codesign.state.Rounding;
import dev.pex.codesign.state.TrainingState;
import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A float network in PyTorch. */
final class TorchNetwork {
    private final TorchParameters parameters;
    private final Optional<Rounding> rounding;
    private final ScoreOutput scores;
    private final Map<Integer, NDArray> constants = new HashMap<>();

    private TorchNetwork(TorchParameters parameters, Optional<Rounding> rounding, NDManager manager) {
        this.parameters = parameters;
        this.rounding = rounding;
        this.scores = ScoreOutput.of(parameters.graph());
        for (Tensor tensor : parameters.graph().tensors()) {
            tensor.constant()
                    .ifPresent(bytes -> constants.put(
                            tensor.id(),
                            rounded(
                                    tensor.id(),
                                    transposed(manager.create(
                                            new NumberArray(
                                                            List.of(tensor.extent()
                                                                    .elements()),
                                                            NumberType.FLOAT32,
                                                            bytes)
                                                    .floats(),
                                            shape(1, tensor.extent()))))));
        }
    }

    /**
     * A network with the averaged values of a state.
     *
     * @param manager owns all arrays
     */
    static TorchNetwork of(TrainingState state, NDManager manager) {
        return made(state, state.averages(), manager, false);
    }

    /**
     * A network with the values of a state, which get gradients.
     *
     * @param manager owns all arrays
     */
    static TorchNetwork learning(TrainingState state, NDManager manager) {
        return made(state, state.values(), manager, true);
    }

    private static TorchNetwork made(TrainingState state, Parameters values, NDManager manager, boolean withGradients) {
        boolean rounded = state.rounding().isPresent();
        TorchParameters parameters = new TorchParameters(state.graph(), values, manager, withGradients, rounded);
        return new TorchNetwork(parameters, state.rounding(), manager);
    }

    private NDArray rounded(int tensor, NDArray values) {
        Quantization grid = rounding.map(own -> own.tensors().get(tensor)).orElse(null);
        return grid == null ? values : FakeQuantization.values(values, grid);
    }

    TorchParameters parameters() {
        return parameters;
    }

    /** How many classes it tells apart. */
    int classes() {
        return parameters.graph().tensor(scores.tensor()).extent().elements();
    }

    /**
     * The scores of classes.
     *
     * @param input samples, each as rows x columns x channels
     * @param samples how many
     * @param manager owns the input; results go with it
     * @param training whether batch normalisation uses the batch
     * @return samples x classes
     */
    NDArray scores(float[] input, int samples, NDManager manager, boolean training) {
        Graph graph = parameters.graph();
        Tensor first = graph.tensor(graph.inputs().get(0));
        Map<Integer, NDArray> made = new HashMap<>(constants);
        made.put(first.id(), rounded(first.id(), transposed(manager.create(input, shape(samples, first.extent())))));
        for (int i = 0; i < graph.operators().size(); i++) {
            Operator operator = graph.operators().get(i);
            List<NDArray> operands = new ArrayList<>();
            for (int operand : operator.inputs()) {
                operands.add(Objects.requireNonNull(made.get(operand)));
            }
            NDArray output = TorchOperators.compute(parameters, i, operands, training);
            made.put(operator.output(), rounded(operator.output(), output));
            if (operator.output() == scores.tensor()) {
                break;
            }
        }
        NDArray result = Objects.requireNonNull(made.get(scores.tensor()));
        NDArray flat = result.transpose(0, 2, 3, 1).reshape(samples, -1);
        return scores.factor() == 1 ? flat : Numbers.times(flat, scores.factor());
    }

    private static Shape shape(int samples, Extent extent) {
        return new Shape(samples, extent.rows(), extent.columns(), extent.channels());
    }

    /** Samples x rows x columns x channels as samples x channels x rows x columns, dense in that order. */
    private static NDArray transposed(NDArray array) {
        return array.transpose(0, 3, 1, 2).add(0f);
    }
}
