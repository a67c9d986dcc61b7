package dev.pex.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.dsl.Slice;
import dev.pex.graph.Axis;
import dev.pex.graph.Graph;
import dev.pex.plan.InPlace;
import dev.pex.plan.InputMode;
import dev.pex.plan.Plan;
import dev.pex.plan.Target;
import dev.pex.planning.PlanSearch;
import dev.pex.schedule.PartialExecution;
import org.junit.jupiter.api.Test;

class InputsTest {
    private static final Quantized PLAIN = Quantized.int8(1, 0);

    private static int keptRows(Slice slice) {
        Network network = Network.named("net");
        Node in = network.input("in", Shape.of(1, 9, 1, 7), PLAIN);
        Graph graph = network.output(in.slice("cut", slice).relu("out", PLAIN)).build();
        Plan plan = PlanSearch.of(graph, Target.GENERIC)
                .smallest(InputMode.STREAMED, PartialExecution.NONE)
                .plan();
        assertThat(InPlace.operators(graph, plan)).hasSize(1);
        return Inputs.of(graph, plan).get(0).keptRows();
    }

    @Test
    void rowsThatAreReadInPlaceAreKept() {
        assertThat(keptRows(Slice.all().range(Axis.CHANNELS, 2, 5))).isEqualTo(9);
    }

    @Test
    void rowsBehindTheLastOneThatIsReadAreNot() {
        assertThat(keptRows(Slice.all().range(Axis.ROWS, 1, 6))).isEqualTo(6);
    }
}
