package dev.pex.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.executor.RandomOperators.Kind;
import dev.pex.graph.Dependence;
import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the dependence table against the executor. */
class DependenceByExecutionTest {
    private static final int CASES = 600;
    private static final byte UNTOUCHED = 0x5a;

    @ParameterizedTest
    @EnumSource
    void partEqualsThatOfTheWholeAndNothingElseIsWritten(Kind kind) {
        SplittableRandom random = new SplittableRandom(10);
        for (int i = 0; i < CASES; i++) {
            Graph graph = RandomOperators.next(kind, random);
            Tensor out = graph.outputOf(operator(graph));
            List<byte[]> operands = operands(graph, random);
            byte[] whole = compute(graph, operands, Part.whole(out.extent()));
            Part part = RandomOperators.randomPart(out.extent(), random);
            byte[] expected = untouched(out);
            copy(whole, expected, out, part);
            assertThat(compute(graph, operands, part)).as("%s %s", graph, part).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void outputDoesNotDependOnBytesOutsideTheClaimedPart(Kind kind) {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < CASES; i++) {
            Graph graph = RandomOperators.next(kind, random);
            Tensor out = graph.outputOf(operator(graph));
            List<byte[]> operands = operands(graph, random);
            Part part = RandomOperators.randomPart(out.extent(), random);
            byte[] expected = compute(graph, operands, part);
            for (int operand = 0; operand < operands.size(); operand++) {
                List<byte[]> changed = new ArrayList<>(operands);
                Part claimed = claimed(graph, operand, part);
                changed.set(operand, changedOutside(graph, operand, operands.get(operand), claimed, random));
                assertThat(compute(graph, changed, part))
                        .as("%s %s operand %d", graph, part, operand)
                        .isEqualTo(expected);
            }
        }
    }

    /** For each face of the claimed part there is a network whose output the face decides. */
    @ParameterizedTest
    @EnumSource
    void claimedPartIsNotTooLarge(Kind kind) {
        SplittableRandom random = new SplittableRandom(12);
        List<Face> faces = Arrays.stream(Axis.values())
                .flatMap(axis -> Stream.of(new Face(axis, true), new Face(axis, false)))
                .toList();
        Set<Face> decisive = new HashSet<>();
        for (int i = 0; i < CASES; i++) {
            Graph graph = RandomOperators.next(kind, random);
            Tensor out = graph.outputOf(operator(graph));
            List<byte[]> operands = operands(graph, random);
            Part part = RandomOperators.randomPart(out.extent(), random);
            Part claimed = claimed(graph, 0, part);
            if (claimed.isEmpty()) {
                continue;
            }
            Face face = faces.get(random.nextInt(faces.size()));
            List<byte[]> changed = new ArrayList<>(operands);
            Part kept = face.removedFrom(claimed);
            changed.set(0, changedOutside(graph, 0, operands.get(0), kept, random));
            if (!Arrays.equals(compute(graph, operands, part), compute(graph, changed, part))) {
                decisive.add(face);
            }
        }
        assertThat(decisive).containsExactlyInAnyOrderElementsOf(faces);
    }

    /** The first or last layer of a part along an axis. */
    private record Face(Axis axis, boolean first) {
        Part removedFrom(Part part) {
            Range range = part.along(axis);
            return part.with(
                    axis,
                    first ? new Range(range.start() + 1, range.end()) : new Range(range.start(), range.end() - 1));
        }
    }

    private static Operator operator(Graph graph) {
        return graph.operators().get(0);
    }

    private static Part claimed(Graph graph, int operand, Part part) {
        Part claimed = Dependence.read(graph, operator(graph), operand, part);
        Extent extent = graph.inputsOf(operator(graph)).get(operand).extent();
        assertThat(Part.whole(extent).contains(claimed)).isTrue();
        return claimed;
    }

    /** Contents for each operand, different ones even where both are the same tensor. */
    private static List<byte[]> operands(Graph graph, SplittableRandom random) {
        List<byte[]> operands = new ArrayList<>();
        for (Tensor tensor : graph.inputsOf(operator(graph))) {
            operands.add(RandomOperators.randomBytes(tensor, random));
        }
        return operands;
    }

    private static byte[] compute(Graph graph, List<byte[]> operands, Part part) {
        byte[] output = untouched(graph.outputOf(operator(graph)));
        PartKernels.compute(graph, operator(graph), operands, output, part);
        return output;
    }

    private static byte[] untouched(Tensor tensor) {
        byte[] bytes = new byte[tensor.bytes()];
        Arrays.fill(bytes, UNTOUCHED);
        return bytes;
    }

    private static byte[] changedOutside(Graph graph, int operand, byte[] data, Part kept, SplittableRandom random) {
        Tensor tensor = graph.inputsOf(operator(graph)).get(operand);
        byte[] changed = RandomOperators.randomBytes(tensor, random);
        copy(data, changed, tensor, kept);
        return changed;
    }

    private static void copy(byte[] from, byte[] to, Tensor tensor, Part part) {
        Pixels.forEach(part, (row, column) -> {
            int bytes = tensor.type().bytes();
            int start = tensor.extent().index(row, column, part.channels().start()) * bytes;
            System.arraycopy(from, start, to, start, part.channels().size() * bytes);
        });
    }
}
