package dev.pex.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.dsl.Slice;
import dev.pex.graph.Graph;
import dev.pex.kernel.Target;
import dev.pex.plan.InPlace;
import dev.pex.plan.InputMode;
import dev.pex.plan.Plan;
import dev.pex.planning.PlanSearch;
import dev.pex.schedule.PartialExecution;
import dev.pex.tensor.Axis;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class InputsTest {
    private static final Quantized PLAIN = Quantized.int8(1, 0);

    private static int keptRows(UnaryOperator<Node> body, int inPlace) {
        Network network = Network.named("net");
        Node in = network.input("in", Shape.of(1, 9, 1, 6), PLAIN);
        Graph graph = network.output(body.apply(in)).build();
        Plan plan = PlanSearch.of(graph, Target.GENERIC)
                .smallest(InputMode.STREAMED, PartialExecution.NONE)
                .plan();
        assertThat(InPlace.operators(graph, plan)).hasSize(inPlace);
        return Inputs.of(graph, plan).get(0).keptRows();
    }

    @Test
    void rowsThatAreReadInPlaceAreKept() {
        int kept = keptRows(
                in -> {
                    Node low = in.slice("low", Slice.all().range(Axis.CHANNELS, 0, 3));
                    Node high = in.slice("high", Slice.all().range(Axis.CHANNELS, 3, 6));
                    return low.add("out", high, PLAIN);
                },
                2);
        assertThat(kept).isEqualTo(9);
    }

    @Test
    void rowsBehindTheLastOneThatIsReadAreNot() {
        int kept = keptRows(
                in -> in.slice("cut", Slice.all().range(Axis.ROWS, 1, 6)).relu("out", PLAIN), 1);
        assertThat(kept).isEqualTo(6);
    }

    /** Rows are written as they arrive, without gaps between pixels, so a concatenation has to copy them. */
    @Test
    void rowsOfSeveralPixelsAreCopiedIntoAConcatenation() {
        assertThat(copies(3)).isEqualTo(1);
    }

    @Test
    void rowsOfOnePixelArriveInsideOfIt() {
        assertThat(copies(1)).isZero();
    }

    /** Concatenations that are not done in place, of the input and a function of it. */
    private static int copies(int columns) {
        Network network = Network.named("net");
        Node in = network.input("in", Shape.of(1, 9, columns, 6), PLAIN);
        Node both = in.relu("positive", PLAIN).concatenate("both", Axis.CHANNELS, in);
        Graph graph = network.output(both.relu("out", PLAIN)).build();
        Plan plan = PlanSearch.of(graph, Target.GENERIC)
                .smallest(InputMode.STREAMED, PartialExecution.ALL)
                .plan();
        return 1 - InPlace.operators(graph, plan).size();
    }
}
