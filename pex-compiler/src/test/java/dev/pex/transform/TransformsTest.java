package dev.pex.transform;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.pex.graph.Graph;
import dev.pex.graph.State;
import dev.pex.testing.Graphs;
import dev.pex.testing.StatefulGraphs;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TransformsTest {
    private final Graphs g = new Graphs();

    @Test
    void everyRuleIsListedAndHasATestOfItsOwn() {
        Set<String> classes = new ClassFileImporter()
                .importPackagesOf(GraphRule.class).stream()
                        .filter(c -> c.isAssignableTo(GraphRule.class) && !c.isInterface())
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());

        // The exchange of rows and columns is tried beside the others: Transforms.transposed.
        assertThat(Stream.concat(Transforms.RULES.stream(), Stream.of(new TransposeOneRow())))
                .extracting(rule -> rule.getClass().getName())
                .containsExactlyInAnyOrderElementsOf(classes);
        assertThat(classes)
                .allSatisfy(name -> assertThat(Class.forName(name + "Test")).isNotNull());
    }

    @Test
    void rulesFollowOnOneAnotherAndAreListedInOrder() {
        int input = g.tensor(4, 4, 2);
        int flat = g.reshape(input, 1, 1, 32);
        int back = g.reshape(flat, 4, 4, 2);
        int out = g.depthwise(back, 3);
        g.depthwise(input, 3);

        Rewritten rewritten = Transforms.rewrite(g.graph(List.of(input), List.of(out)));

        Graph graph = rewritten.graph();
        assertThat(graph.operators()).hasSize(1);
        assertThat(graph.operators().get(0).inputs()).isEqualTo(graph.inputs());
        assertThat(graph.tensors()).hasSize(2);
        assertThat(rewritten.toText()).isEqualTo("""
                rewrite 0: RemoveUnusedOperator
                  - #3 DEPTHWISE_CONV_2D 't4' DepthwiseConv2d 0 -> 4
                rewrite 1: MergeReshapes
                  - #1 RESHAPE 't2' Reshape 1 -> 2
                  + #1 RESHAPE 't2' Reshape 0 -> 2
                rewrite 2: RemoveUnusedOperator
                  - #0 RESHAPE 't1' Reshape 0 -> 1
                rewrite 3: MergeReshapes
                  - #1 RESHAPE 't2' Reshape 0 -> 2
                  - #2 DEPTHWISE_CONV_2D 't3' DepthwiseConv2d 2 -> 3
                  + #2 DEPTHWISE_CONV_2D 't3' DepthwiseConv2d 0 -> 3
                """);
    }

    @Test
    void aNetworkThatNoRuleChangesStays() {
        int input = g.tensor(4, 4, 2);
        Graph graph = g.graph(List.of(input), List.of(g.depthwise(input, 3)));

        Rewritten rewritten = Transforms.rewrite(graph);

        assertThat(rewritten.graph()).isEqualTo(graph);
        assertThat(rewritten.toText()).isEqualTo("no rewrite\n");
    }

    @Test
    void aNetworkWithStatesStays() {
        // Without its state this network has a second form: every operator works on one row.
        int input = g.tensor(1, 8, 2);
        int state = g.tensor(1, 8, 2);
        int sum = g.add(state, input);
        Graph plain = g.graph(List.of(input, state), List.of(sum));
        Graph graph = StatefulGraphs.withStates(plain, List.of(State.of(plain.tensor(state), sum)));

        assertThat(Transforms.transposed(plain)).isPresent();
        assertThat(Transforms.transposed(graph)).isEmpty();
        assertThat(Transforms.rewrite(graph).graph()).isEqualTo(graph);
    }
}
