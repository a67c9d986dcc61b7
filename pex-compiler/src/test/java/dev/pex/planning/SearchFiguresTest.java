package dev.pex.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pex.dsl.Conv2d;
import dev.pex.dsl.DepthwiseConv2d;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.dsl.Weights;
import dev.pex.graph.Graph;
import dev.pex.kernel.Target;
import dev.pex.memory.LayerByLayerPeak;
import dev.pex.plan.InputMode;
import dev.pex.plan.Plan;
import dev.pex.schedule.PartialExecution;
import dev.pex.testing.RandomNetworks;
import dev.pex.verify.Verifier;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Prints how long plans of large networks take to find: {@code -Dpex.search=true}. docs/PLACEMENT.md has the figures.
 */
class SearchFiguresTest {
    private static final Quantized QUANTIZED = Quantized.int8(0.1f, 0);

    @Test
    void plansOfLargeNetworks() {
        assumeTrue(Boolean.getBoolean("pex.search"), "-Dpex.search=true is not given");
        print("inverted residuals", invertedResiduals());
        for (long seed = 0; seed < 3; seed++) {
            print("random, seed " + seed, RandomNetworks.large(seed, 160));
        }
        for (long seed = 0; seed < 3; seed++) {
            print("random, seed " + seed, RandomNetworks.large(seed, 500));
        }
    }

    private static void print(String name, Graph graph) {
        StringBuilder line =
                new StringBuilder("| " + name + " | " + graph.operators().size() + " | " + LayerByLayerPeak.of(graph));
        PlanSearch search = PlanSearch.of(graph, Target.GENERIC);
        for (InputMode mode : InputMode.values()) {
            long before = System.nanoTime();
            Plan plan = search.smallest(mode, PartialExecution.ALL).plan();
            double seconds = (System.nanoTime() - before) / 1e9;
            assertThat(Verifier.faults(graph, plan)).isEmpty();
            line.append(String.format(
                    Locale.ROOT,
                    " | %d | %d | %.1f s",
                    plan.arenaBytes(),
                    plan.steps().size(),
                    seconds));
        }
        System.out.println(line + " |");
    }

    /** A MobileNetV2 that is three times as deep: 160 operators from 96 x 96 pixels on. */
    private static Graph invertedResiduals() {
        Network net = Network.named("deep");
        SplittableRandom random = new SplittableRandom(1);
        Node x = net.input("image", Shape.of(1, 96, 96, 3), QUANTIZED);
        x = x.conv2d(
                "stem",
                Conv2d.filters(16).kernel(3, 3).stride(2, 2).same().weights(weights(16 * 27, random)),
                QUANTIZED);
        for (int block = 0; x.shape().extent().rows() > 3 || block < 40; block++) {
            int stride = block % 12 == 6 ? 2 : 1;
            x = invertedResidual(x, "block" + block, stride, random);
        }
        return net.output(x).build();
    }

    private static Node invertedResidual(Node input, String name, int stride, SplittableRandom random) {
        int in = input.shape().extent().channels();
        int wide = 4 * in;
        int channels = stride == 1 ? in : 3 * in / 2;
        Node x = input.conv2d(name + "/expand", Conv2d.filters(wide).weights(weights(wide * in, random)), QUANTIZED);
        x = x.depthwiseConv2d(
                name + "/depthwise",
                DepthwiseConv2d.kernel(3, 3).stride(stride, stride).same().weights(weights(9 * wide, random)),
                QUANTIZED);
        x = x.conv2d(name + "/project", Conv2d.filters(channels).weights(weights(channels * wide, random)), QUANTIZED);
        return stride == 1 ? input.add(name + "/add", x, QUANTIZED) : x;
    }

    private static Weights weights(int size, SplittableRandom random) {
        byte[] values = new byte[size];
        random.nextBytes(values);
        return Weights.of(values, 0.01f);
    }
}
