package dev.pex.compiler;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.pex.graph.Graph;
import dev.pex.kernel.Target;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetWriter;
import dev.pex.plan.InputMode;
import dev.pex.tensor.Bytes;
import dev.pex.testing.RandomNetworks;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random networks compile from end to end: no stage makes what the next one has no form for. */
class RandomCompilationTest {
    private static final long FIRST = Long.getLong("pex.test.seed", 0);
    private static final int NETWORKS = Integer.getInteger("pex.test.cases", 100);

    @ParameterizedTest
    @EnumSource(InputMode.class)
    void everyStageTakesWhatTheOneBeforeItMakes(InputMode mode) {
        List<Target> targets = List.of(Target.values());
        Pexnet.Notes notes = new Pexnet.Notes("", false, "", 0, List.of(), "");
        for (long seed = FIRST; seed < FIRST + NETWORKS; seed++) {
            Target target = targets.get((int) (seed % targets.size()));
            CompilerOptions options =
                    CompilerOptions.defaults().withInputMode(mode).withTarget(target);
            Graph graph = RandomNetworks.next(seed);
            byte[] file = PexnetWriter.bytes(Pexnet.of(graph, notes));
            ModelSource source = new ModelSource("model", "model.pexnet", Bytes.copyOf(file));
            assertThatCode(() -> PexCompiler.compile(source, options))
                    .as("seed %d, %s, %s", seed, mode, target.id())
                    .doesNotThrowAnyException();
        }
    }
}
