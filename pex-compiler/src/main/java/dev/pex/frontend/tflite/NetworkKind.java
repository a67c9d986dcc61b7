package dev.pex.frontend.tflite;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.frontend.tflite.file.BuiltinOperator;
import dev.pex.frontend.tflite.file.ModelFile;
import dev.pex.frontend.tflite.file.OperatorEntry;
import dev.pex.frontend.tflite.file.Problems;
import dev.pex.frontend.tflite.file.TensorEntry;
import dev.pex.frontend.tflite.file.TensorType;
import dev.pex.frontend.tflite.operators.OperatorReaders;
import dev.pex.tensor.ElementType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Recognises networks that as a whole are of a kind that Pex does not take: with state, with control flow, or not
 * quantised to int8. One finding says so, where else nearly every operator would have a fault of its own.
 */
final class NetworkKind {
    private static final Set<BuiltinOperator> STATE = EnumSet.of(
            BuiltinOperator.VAR_HANDLE,
            BuiltinOperator.READ_VARIABLE,
            BuiltinOperator.ASSIGN_VARIABLE,
            BuiltinOperator.SVDF,
            BuiltinOperator.RNN,
            BuiltinOperator.LSTM,
            BuiltinOperator.UNIDIRECTIONAL_SEQUENCE_RNN,
            BuiltinOperator.BIDIRECTIONAL_SEQUENCE_RNN,
            BuiltinOperator.UNIDIRECTIONAL_SEQUENCE_LSTM,
            BuiltinOperator.BIDIRECTIONAL_SEQUENCE_LSTM);
    private static final Set<BuiltinOperator> CONTROL_FLOW = EnumSet.of(
            BuiltinOperator.IF,
            BuiltinOperator.WHILE,
            BuiltinOperator.CALL,
            BuiltinOperator.STABLEHLO_WHILE,
            BuiltinOperator.STABLEHLO_CASE);

    /** The operand with the data, of each operator with weights. */
    private static final Map<BuiltinOperator, Integer> DATA = Map.of(
            BuiltinOperator.CONV_2D, 0,
            BuiltinOperator.DEPTHWISE_CONV_2D, 0,
            BuiltinOperator.FULLY_CONNECTED, 0,
            BuiltinOperator.TRANSPOSE_CONV, 2);

    /** Types of numbers that stand for others, and of weights that are stored short. */
    private static final Set<TensorType> QUANTIZED = Set.of(
            TensorType.INT8,
            TensorType.UINT8,
            TensorType.INT16,
            TensorType.INT4,
            TensorType.INT2,
            TensorType.UINT4,
            TensorType.FLOAT16);

    private static final int WEIGHTS = 1;
    private static final String FULL_INT8 =
            "full int8 quantisation; convert again with a representative dataset and TFLITE_BUILTINS_INT8";

    private static final String CALIBRATION = ", or give samples with pex.calibration";

    /** Samples do not help as long as weights are not float32. */
    private static final String FLOAT_WEIGHTS =
            ", or convert again without optimizations, so that all weights are float32, and then give samples with "
                    + "pex.calibration";

    private final ModelFile model;
    private final List<String> kinds = new ArrayList<>();
    private final List<String> supported = new ArrayList<>();

    private NetworkKind(ModelFile model) {
        this.model = model;
    }

    /**
     * Whether a network computes in float32 alone. One that only moves and converts elements does not compute, and
     * there is nothing to quantise.
     */
    static boolean isFloat(ModelFile model) {
        Set<TensorType> types = new HashSet<>();
        model.tensors().forEach(tensor -> types.add(tensor.type()));
        return types.contains(TensorType.FLOAT32)
                && Collections.disjoint(types, QUANTIZED)
                && model.operators().stream().anyMatch(new NetworkKind(model)::computes);
    }

    /** What to report of a float network when there are no samples to quantise it by. */
    static Diagnostic notQuantized(String name, ModelFile model) {
        NetworkKind kind = new NetworkKind(model);
        List<OperatorEntry> weighted = kind.weighted();
        List<OperatorEntry> because = weighted.isEmpty() ? kind.operators(kind::computes) : weighted;
        return Diagnostic.error(
                Code.UNSUPPORTED_KIND,
                name + " network",
                "it is not quantised, its activations are floats" + kind.operatorsIn(because),
                "supported: " + FULL_INT8 + CALIBRATION);
    }

    /**
     * Reports a network of a kind that is not supported, in a single diagnostic.
     *
     * @param numbers the type that it is to compute in: {@code INT8} or {@code FLOAT32}
     */
    static void check(ModelFile model, ElementType numbers, Problems problems) {
        NetworkKind kind = new NetworkKind(model);
        kind.findState();
        kind.findControlFlow();
        if (numbers == ElementType.INT8 || !isFloat(model)) {
            kind.findQuantization();
        }
        if (!kind.kinds.isEmpty()) {
            throw problems.reject(
                    Code.UNSUPPORTED_KIND,
                    String.join("; and ", kind.kinds),
                    "supported: " + String.join("; and ", kind.supported));
        }
    }

    private void findState() {
        find(
                "it keeps state from one inference to the next",
                operators(entry -> isOneOf(STATE, entry) || touchesVariable(entry)),
                "networks without state; export it with the state as further inputs and outputs");
    }

    private void findControlFlow() {
        find(
                "it has control flow",
                operators(entry -> isOneOf(CONTROL_FLOW, entry)),
                "operators one after the other; unroll loops, such as those of recurrent layers, before the conversion");
    }

    /** Looks for what all operators with weights have in common; where they differ, each has its own fault. */
    private void findQuantization() {
        List<OperatorEntry> weighted = weighted();
        Set<Optional<TensorType>> types = new HashSet<>();
        for (OperatorEntry entry : weighted) {
            types.add(type(
                    entry.inputs(),
                    kind(entry).map(kind -> DATA.getOrDefault(kind, 0)).orElse(0)));
            types.add(type(entry.outputs(), 0));
        }
        if (types.equals(Set.of(Optional.of(TensorType.FLOAT32)))) {
            findFloats(weighted);
        } else if (types.equals(Set.of(Optional.of(TensorType.INT16)))) {
            find("it is quantised 16x8, its activations have 16 bits", weighted, FULL_INT8);
        } else if (types.equals(Set.of(Optional.of(TensorType.UINT8)))) {
            find("it is quantised to uint8, as was usual before int8", weighted, FULL_INT8);
        }
    }

    /** Tells apart why a network of float activations is no float network. */
    private void findFloats(List<OperatorEntry> weighted) {
        List<OperatorEntry> hybrid =
                weighted.stream().filter(this::hasIntegerWeights).toList();
        if (!hybrid.isEmpty()) {
            find(
                    "it is hybrid, only its weights are quantised and its activations are floats",
                    hybrid,
                    FULL_INT8 + FLOAT_WEIGHTS);
            return;
        }
        Map<Integer, TensorType> dequantized = dequantized();
        List<OperatorEntry> stored = weighted.stream()
                .filter(entry -> dequantized.containsKey(entry.inputs().get(WEIGHTS)))
                .toList();
        if (!stored.isEmpty()) {
            String types = stored.stream()
                    .map(entry -> String.valueOf(dequantized.get(entry.inputs().get(WEIGHTS))))
                    .sorted()
                    .distinct()
                    .collect(Collectors.joining(" and "));
            find(
                    "it is not quantised, its activations are floats and its weights are stored as " + types,
                    stored,
                    FULL_INT8 + FLOAT_WEIGHTS);
            return;
        }
        Set<String> others = new LinkedHashSet<>();
        model.tensors().stream()
                .map(TensorEntry::type)
                .filter(QUANTIZED::contains)
                .forEach(type -> others.add(type.toString()));
        find(
                "it is not quantised as a whole, it has floats and " + String.join(", ", others),
                weighted,
                FULL_INT8 + FLOAT_WEIGHTS);
    }

    private void find(String kind, List<OperatorEntry> because, String instead) {
        if (!because.isEmpty()) {
            kinds.add(kind + operatorsIn(because));
            supported.add(instead);
        }
    }

    /** The first of some operators and the number of the others, in parentheses. */
    private String operatorsIn(List<OperatorEntry> operators) {
        int more = operators.size() - 1;
        return " (" + model.origin(operators.get(0)) + (more == 0 ? ")" : " and " + more + " more)");
    }

    private List<OperatorEntry> weighted() {
        return operators(entry -> isOneOf(DATA.keySet(), entry));
    }

    private List<OperatorEntry> operators(Predicate<OperatorEntry> which) {
        return model.operators().stream().filter(which).toList();
    }

    private boolean computes(OperatorEntry entry) {
        return kind(entry)
                .flatMap(OperatorReaders::of)
                .map(reader -> !reader.form().moves())
                .orElse(true);
    }

    private boolean touchesVariable(OperatorEntry entry) {
        return Stream.concat(entry.inputs().stream(), entry.outputs().stream())
                .anyMatch(t -> exists(t) && model.tensors().get(t).variable());
    }

    private boolean hasIntegerWeights(OperatorEntry entry) {
        Optional<TensorType> weights = type(entry.inputs(), WEIGHTS);
        return !weights.equals(Optional.of(TensorType.FLOAT32)) && !weights.equals(Optional.of(TensorType.FLOAT16));
    }

    /** The tensors that DEQUANTIZE makes floats of, and the type that they have before. */
    private Map<Integer, TensorType> dequantized() {
        Map<Integer, TensorType> types = new HashMap<>();
        for (OperatorEntry entry : operators(each -> model.code(each).is(BuiltinOperator.DEQUANTIZE))) {
            type(entry.inputs(), 0).ifPresent(type -> entry.outputs().forEach(output -> types.put(output, type)));
        }
        return types;
    }

    private Optional<BuiltinOperator> kind(OperatorEntry entry) {
        return model.code(entry).operator();
    }

    private boolean isOneOf(Set<BuiltinOperator> kinds, OperatorEntry entry) {
        return kind(entry).filter(kinds::contains).isPresent();
    }

    /** The type of one of an operator's tensors; empty when it has none. */
    private Optional<TensorType> type(List<Integer> tensors, int operand) {
        return operand < tensors.size() && exists(tensors.get(operand))
                ? Optional.of(model.tensors().get(tensors.get(operand)).type())
                : Optional.empty();
    }

    private boolean exists(int tensor) {
        return tensor >= 0 && tensor < model.tensors().size();
    }
}
