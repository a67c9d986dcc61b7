package dev.pex.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetReader;
import dev.pex.pexnet.PexnetWriter;
import dev.pex.transform.Transforms;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Networks of all kinds of operators come back from their bytes as they were. */
class PexnetOfRandomNetworksTest {
    private static final int SEEDS = 500;

    @Test
    void networksComeBackEqual() {
        Pexnet.Notes notes = new Pexnet.Notes("", false, "", 0, List.of(), "");
        for (long seed = 0; seed < SEEDS; seed++) {
            Graph network = RandomNetworks.next(seed);
            // Companions hold networks as the plan refers to them.
            for (Graph graph : List.of(network, Transforms.apply(network))) {
                byte[] bytes = PexnetWriter.bytes(Pexnet.of(graph, notes));
                assertThat(PexnetReader.read("f", bytes).graph())
                        .as("seed %s", seed)
                        .isEqualTo(graph);
            }
        }
    }
}
