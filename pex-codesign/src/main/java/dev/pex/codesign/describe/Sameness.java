package dev.pex.codesign.describe;

import dev.pex.floats.FloatNetwork;
import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether two networks are the same: inputs, operators and outputs in the same order, with the same attributes, weights and
 * constants, between tensors of the same type, quantisation and extent. Names, and the numbers of tensors, may differ. So may the
 * declared shape of a tensor which the builder declares otherwise ({@link Shapes}).
 */
final class Sameness {
    private final Graph given;
    private final Graph made;
    private final Map<Integer, Integer> partners = new HashMap<>();

    private Sameness(Graph given, Graph made) {
        this.given = given;
        this.made = made;
    }

    /** The first difference of two float networks; empty when they are the same. */
    static Optional<String> difference(FloatNetwork given, FloatNetwork made) {
        return difference(given.graph(), made.graph())
                .or(() -> given.weights().entrySet().stream()
                        .filter(own -> !own.getValue().equals(made.weights().get(own.getKey())))
                        .findFirst()
                        .map(own -> given.graph().operators().get(own.getKey()).origin() + " has other weights"));
    }

    /** The first difference of two networks; empty when they are the same. */
    static Optional<String> difference(Graph given, Graph made) {
        return new Sameness(given, made).find();
    }

    private Optional<String> find() {
        if (given.inputs().size() != made.inputs().size()
                || given.operators().size() != made.operators().size()
                || given.outputs().size() != made.outputs().size()) {
            return Optional.of("it has another number of inputs, operators or outputs");
        }
        for (int i = 0; i < given.inputs().size(); i++) {
            if (!pair(given.inputs().get(i), made.inputs().get(i))) {
                return Optional.of("input " + i + " is of another kind");
            }
        }
        for (int i = 0; i < given.operators().size(); i++) {
            Optional<String> difference =
                    difference(given.operators().get(i), made.operators().get(i));
            if (difference.isPresent()) {
                return difference;
            }
        }
        List<Integer> outputs = given.outputs().stream()
                .map(output -> Objects.requireNonNullElse(partners.get(output), -1))
                .toList();
        return outputs.equals(made.outputs()) ? Optional.empty() : Optional.of("its outputs are others");
    }

    private Optional<String> difference(Operator one, Operator other) {
        if (one.kind() != other.kind() || one.inputs().size() != other.inputs().size()) {
            return Optional.of(one.origin() + " became " + other.origin());
        }
        for (int i = 0; i < one.inputs().size(); i++) {
            if (!pair(one.inputs().get(i), other.inputs().get(i))) {
                return Optional.of(one.origin() + " has another operand " + i);
            }
        }
        if (!pair(one.output(), other.output())) {
            return Optional.of(one.origin() + " has an output of another shape, type or quantisation");
        }
        Map<String, Object> attributes = Attributes.of(one);
        Map<String, Object> others = Attributes.of(other);
        return attributes.equals(others)
                ? Optional.empty()
                : Optional.of(one.origin() + " has other attributes: " + attributes + ", " + others);
    }

    /** Whether two tensors are the same, which they are from then on. */
    private boolean pair(int one, int other) {
        Integer known = partners.putIfAbsent(one, other);
        return known == null ? same(given.tensor(one), made.tensor(other)) : known == other;
    }

    static boolean same(Tensor one, Tensor other) {
        return one.type() == other.type()
                && one.quantization().equals(other.quantization())
                && one.extent().equals(other.extent())
                && one.constant().equals(other.constant())
                && Shapes.of(one).equals(Shapes.of(other));
    }
}
