package dev.pex.frontend.tflite;

import dev.pex.diagnostic.Code;
import dev.pex.tensor.ElementType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Recognises networks that as a whole are of a kind that Pex does not take: with state, with control flow, or not
 * quantised to int8. One finding says so, where else nearly every operator would have a fault of its own.
 */
final class NetworkKind {
    private static final Set<String> STATE = Set.of(
            "VAR_HANDLE",
            "READ_VARIABLE",
            "ASSIGN_VARIABLE",
            "SVDF",
            "RNN",
            "LSTM",
            "UNIDIRECTIONAL_SEQUENCE_RNN",
            "BIDIRECTIONAL_SEQUENCE_RNN",
            "UNIDIRECTIONAL_SEQUENCE_LSTM",
            "BIDIRECTIONAL_SEQUENCE_LSTM");
    private static final Set<String> CONTROL_FLOW = Set.of("IF", "WHILE", "CALL", "STABLEHLO_WHILE", "STABLEHLO_CASE");

    /** The operand with the data, of each operator with weights. */
    private static final Map<String, Integer> DATA =
            Map.of("CONV_2D", 0, "DEPTHWISE_CONV_2D", 0, "FULLY_CONNECTED", 0, "TRANSPOSE_CONV", 2);

    /** Types of numbers that stand for others, and of weights that are stored short. */
    private static final Set<String> QUANTIZED = Set.of("INT8", "UINT8", "INT16", "INT4", "INT2", "UINT4", "FLOAT16");

    private static final int WEIGHTS = 1;
    private static final String FULL_INT8 =
            "full int8 quantisation; convert again with a representative dataset and TFLITE_BUILTINS_INT8";

    private static final String CALIBRATION = ", or give samples with pex.calibration";

    private final ModelFile model;
    private final List<String> kinds = new ArrayList<>();
    private final List<String> supported = new ArrayList<>();

    private NetworkKind(ModelFile model) {
        this.model = model;
    }

    /** Whether a network computes in float32 alone. */
    static boolean isReal(ModelFile model) {
        Set<String> types = new TreeSet<>();
        model.tensors().forEach(tensor -> types.add(tensor.type().toString()));
        return types.contains("FLOAT32") && Collections.disjoint(types, QUANTIZED);
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
        if (numbers == ElementType.INT8 || !isReal(model)) {
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
                operators(entry -> STATE.contains(kind(entry)) || touchesVariable(entry)),
                "networks without state; export it with the state as further inputs and outputs");
    }

    private void findControlFlow() {
        find(
                "it has control flow",
                operators(entry -> CONTROL_FLOW.contains(kind(entry))),
                "operators one after the other; unroll loops, such as those of recurrent layers, before the conversion");
    }

    /** Looks for what all operators with weights have in common; where they differ, each has its own fault. */
    private void findQuantization() {
        List<OperatorEntry> weighted = operators(entry -> DATA.containsKey(kind(entry)));
        Set<String> types = new TreeSet<>();
        for (OperatorEntry entry : weighted) {
            types.add(type(entry.inputs(), DATA.getOrDefault(kind(entry), 0)));
            types.add(type(entry.outputs(), 0));
        }
        if (types.equals(Set.of("FLOAT32"))) {
            List<OperatorEntry> hybrid =
                    weighted.stream().filter(this::hasIntegerWeights).toList();
            if (hybrid.isEmpty()) {
                find("it is not quantised, its activations are floats", weighted, FULL_INT8 + CALIBRATION);
            } else {
                find("it is hybrid, only its weights are quantised and its activations are floats", hybrid, FULL_INT8);
            }
        } else if (types.equals(Set.of("INT16"))) {
            find("it is quantised 16x8, its activations have 16 bits", weighted, FULL_INT8);
        } else if (types.equals(Set.of("UINT8"))) {
            find("it is quantised to uint8, as was usual before int8", weighted, FULL_INT8);
        }
    }

    private void find(String kind, List<OperatorEntry> because, String instead) {
        if (!because.isEmpty()) {
            String first = model.origin(because.get(0)).toString();
            int more = because.size() - 1;
            kinds.add(kind + " (" + first + (more == 0 ? ")" : " and " + more + " more)"));
            supported.add(instead);
        }
    }

    private List<OperatorEntry> operators(Predicate<OperatorEntry> which) {
        return model.operators().stream().filter(which).toList();
    }

    private boolean touchesVariable(OperatorEntry entry) {
        return Stream.concat(entry.inputs().stream(), entry.outputs().stream())
                .anyMatch(t -> exists(t) && model.tensors().get(t).variable());
    }

    private boolean hasIntegerWeights(OperatorEntry entry) {
        return !type(entry.inputs(), WEIGHTS).startsWith("FLOAT");
    }

    private String kind(OperatorEntry entry) {
        return model.code(entry).kind();
    }

    /** The type of one of an operator's tensors, or what no type is called. */
    private String type(List<Integer> tensors, int operand) {
        return operand < tensors.size() && exists(tensors.get(operand))
                ? model.tensors().get(tensors.get(operand)).type().toString()
                : "absent";
    }

    private boolean exists(int tensor) {
        return tensor >= 0 && tensor < model.tensors().size();
    }
}
