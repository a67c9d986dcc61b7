package dev.pex.codesign.describe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetWriter;
import dev.pex.proto.NetworkMessage;
import dev.pex.proto.OperatorMessage;
import dev.pex.proto.TensorMessage;
import dev.pex.tensor.Extent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Compares networks as messages, which is not how {@link Sameness} does it. */
final class Likeness {
    private Likeness() {}

    /**
     * Asserts that two networks are equal when tensors that stand for one another have one number and one name, and operators
     * one origin. Where the builder cannot declare a shape, only the extent is compared.
     */
    static void assertSame(Pexnet given, Pexnet made) {
        NetworkMessage expected = message(given);
        Map<Integer, Integer> numbers = numbers(given.graph(), made.graph());
        assertThat(numbers).hasSize(made.graph().tensors().size());
        NetworkMessage.Builder actual = renamed(given, made).toBuilder();
        NetworkMessage named = actual.build();
        assertThat(numbers.values()).doesNotHaveDuplicates();
        assertThat(named.getTensorsCount()).isEqualTo(expected.getTensorsCount());
        numbers.forEach((from, to) -> actual.setTensors(to, declared(named.getTensors(from), expected.getTensors(to))));
        for (OperatorMessage.Builder operator : actual.getOperatorsBuilderList()) {
            for (int i = 0; i < operator.getInputsCount(); i++) {
                operator.setInputs(i, number(numbers, operator.getInputs(i)));
            }
            operator.setOutput(number(numbers, operator.getOutput()));
        }
        for (int i = 0; i < actual.getInputsCount(); i++) {
            actual.setInputs(i, number(numbers, actual.getInputs(i)));
        }
        for (int i = 0; i < actual.getOutputsCount(); i++) {
            actual.setOutputs(i, number(numbers, actual.getOutputs(i)));
        }
        assertThat(actual.build()).isEqualTo(expected);
    }

    /** Whether tensors that stand for one another have one number already. */
    static boolean haveSameNumbers(Pexnet given, Pexnet made) {
        return renamed(given, made).equals(message(given));
    }

    /** What was made, with the names and origins of what is given, and its own numbers of tensors. */
    static NetworkMessage renamed(Pexnet given, Pexnet made) {
        NetworkMessage from = message(given);
        NetworkMessage.Builder to = message(made).toBuilder();
        to.setName(from.getName());
        numbers(given.graph(), made.graph())
                .forEach((number, partner) -> to.getTensorsBuilder(number)
                        .setName(from.getTensors(partner).getName()));
        assertThat(to.getOperatorsCount()).isEqualTo(from.getOperatorsCount());
        for (int i = 0; i < to.getOperatorsCount(); i++) {
            to.getOperatorsBuilder(i)
                    .setIndex(from.getOperators(i).getIndex())
                    .setOriginKind(from.getOperators(i).getOriginKind())
                    .setName(from.getOperators(i).getName());
        }
        return to.build();
    }

    private static NetworkMessage message(Pexnet network) {
        try {
            return NetworkMessage.parseFrom(PexnetWriter.bytes(network));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number in what is given of each tensor of what was made, by its place at the same operator. */
    private static Map<Integer, Integer> numbers(Graph given, Graph made) {
        Map<Integer, Integer> numbers = new TreeMap<>();
        pair(made.inputs(), given.inputs(), numbers);
        assertThat(made.operators()).hasSameSizeAs(given.operators());
        for (int i = 0; i < made.operators().size(); i++) {
            Operator one = made.operators().get(i);
            Operator other = given.operators().get(i);
            pair(one.inputs(), other.inputs(), numbers);
            pair(List.of(one.output()), List.of(other.output()), numbers);
        }
        return numbers;
    }

    private static void pair(List<Integer> made, List<Integer> given, Map<Integer, Integer> numbers) {
        assertThat(made).hasSameSizeAs(given);
        for (int i = 0; i < made.size(); i++) {
            Integer known = numbers.putIfAbsent(made.get(i), given.get(i));
            assertThat(known == null || known.equals(given.get(i))).isTrue();
        }
    }

    private static int number(Map<Integer, Integer> numbers, int tensor) {
        return Objects.requireNonNull(numbers.get(tensor));
    }

    /** A tensor with the declared shape of another one, where that is none of the builder. */
    private static TensorMessage declared(TensorMessage made, TensorMessage given) {
        List<Integer> shape = given.getShapeList();
        boolean batch = shape.size() == 4 && shape.get(0) != 1;
        Extent extent = new Extent(given.getRows(), given.getColumns(), given.getChannels());
        boolean plain = !batch && Extent.ofShape(shape).equals(extent);
        return plain ? made : made.toBuilder().clearShape().addAllShape(shape).build();
    }
}
