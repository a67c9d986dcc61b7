package dev.pex.pexnet;

import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.operator.Values;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Tensor;
import java.util.Map;
import java.util.stream.Collectors;

/** Checks the types of all tensors of a network. */
final class TypeRules {
    private TypeRules() {}

    /** Each operator of an integer network checks its own tensors. */
    static void checkIntegers(Graph graph) {
        graph.operators().forEach(operator -> operator.checkTypes(graph));
    }

    /** A float network has float tensors only, except for what operators make of them as integers. */
    static void checkFloats(Graph graph) {
        Map<Integer, ElementType> results =
                graph.operators().stream().collect(Collectors.toMap(Operator::output, Operator::floatResult));
        for (Tensor tensor : graph.tensors()) {
            ElementType type = results.getOrDefault(tensor.id(), ElementType.FLOAT32);
            Require.that(tensor.type() == type, "tensor '" + tensor.name() + "' is " + tensor.type());
        }
        for (Operator operator : graph.operators()) {
            Require.that(
                    operator.values() != Values.CONVERTED, operator.origin() + ": a float network converts no types");
        }
    }
}
