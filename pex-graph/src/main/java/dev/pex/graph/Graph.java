package dev.pex.graph;

import dev.pex.operator.Operator;
import dev.pex.operator.Tensors;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A network: tensors and operators in an executable order.
 *
 * @param name the model's name, a C identifier in lower case
 * @param tensors each at the index of its id
 * @param operators every operator comes after the producers of its inputs
 * @param inputs ids of the tensors that the caller fills, in the model's order
 * @param outputs ids of the tensors that the caller reads, in the model's order; none is a state
 * @param states what is kept from one inference to the next, each in a tensor of its own
 */
public record Graph(
        String name,
        List<Tensor> tensors,
        List<Operator> operators,
        List<Integer> inputs,
        List<Integer> outputs,
        List<State> states)
        implements Tensors {

    public Graph {
        tensors = List.copyOf(tensors);
        operators = List.copyOf(operators);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        states = List.copyOf(states);
        check(tensors, operators, inputs, outputs, states);
    }

    /** A network that keeps nothing. */
    public Graph(
            String name, List<Tensor> tensors, List<Operator> operators, List<Integer> inputs, List<Integer> outputs) {
        this(name, tensors, operators, inputs, outputs, List.of());
    }

    @Override
    public Tensor tensor(int id) {
        return tensors.get(id);
    }

    /** The tensors that an operator reads, in operand order. */
    public List<Tensor> inputsOf(Operator operator) {
        return operands(operator);
    }

    /** The operator that makes a tensor; empty for network inputs, constants and states. */
    public Optional<Operator> producer(int tensor) {
        return operators.stream().filter(o -> o.output() == tensor).findFirst();
    }

    /** The operators that read a tensor, in order. */
    public List<Operator> consumers(int tensor) {
        return operators.stream().filter(o -> o.inputs().contains(tensor)).toList();
    }

    private static void check(
            List<Tensor> tensors,
            List<Operator> operators,
            List<Integer> inputs,
            List<Integer> outputs,
            List<State> states) {
        Set<Integer> defined = new HashSet<>();
        for (int i = 0; i < tensors.size(); i++) {
            require(
                    tensors.get(i).id() == i,
                    "tensor " + i + " has id " + tensors.get(i).id());
            if (tensors.get(i).constant().isPresent()) {
                defined.add(i);
            }
        }
        for (int input : inputs) {
            require(defined.add(input), "input " + input + " is defined twice");
        }
        for (State state : states) {
            require(defined.add(state.tensor()), "state " + state.tensor() + " is defined twice");
        }
        Set<Integer> given = Set.copyOf(defined);
        for (Operator operator : operators) {
            List<Extent> extents = new ArrayList<>();
            for (int input : operator.inputs()) {
                require(defined.contains(input), operator.origin() + " reads tensor " + input + " before it is made");
                extents.add(tensors.get(input).extent());
            }
            Extent declared = tensors.get(operator.output()).extent();
            Extent inferred = operator.shape(extents, declared);
            require(
                    inferred.equals(declared),
                    operator.origin() + " makes " + inferred + " but its output is declared " + declared);
            require(defined.add(operator.output()), "tensor " + operator.output() + " is made twice");
        }
        for (int output : outputs) {
            require(defined.contains(output), "output " + output + " is never made");
        }
        for (State state : states) {
            Tensor tensor = tensors.get(state.tensor());
            require(!outputs.contains(state.tensor()), "state " + state.tensor() + " is an output");
            require(
                    defined.contains(state.next()) && !given.contains(state.next()),
                    "no operator makes the next value of state " + state.tensor());
            Tensor next = tensors.get(state.next());
            require(
                    tensor.extent().equals(next.extent())
                            && tensor.type() == next.type()
                            && tensor.quantization().equals(next.quantization()),
                    "the next value of state " + state.tensor() + " is of another kind");
            require(
                    state.initial().size() == tensor.bytes(),
                    "the initial value of state " + state.tensor() + " has the wrong size");
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
