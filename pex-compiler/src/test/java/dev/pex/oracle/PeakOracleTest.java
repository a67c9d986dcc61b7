package dev.pex.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pex.compiler.CompilerOptions;
import dev.pex.compiler.ModelSource;
import dev.pex.compiler.PexCompiler;
import dev.pex.graph.Graph;
import dev.pex.kernel.Target;
import dev.pex.kernel.Tuning;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetWriter;
import dev.pex.plan.InputMode;
import dev.pex.report.Report;
import dev.pex.schedule.PartialExecution;
import dev.pex.tensor.Bytes;
import dev.pex.testing.Goldens;
import dev.pex.testing.RandomNetworks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers are the figures of the report of the narrower network, when that is compiled as a model of its own. */
class PeakOracleTest {
    private static final long FIRST = Long.getLong("pex.test.seed", 0);
    private static final int NETWORKS = Integer.getInteger("pex.test.cases", 60) / 4;

    private static Graph zoo(String model) throws IOException {
        return Goldens.read(Goldens.inRepository("zoo/" + model + ".tflite"));
    }

    private static Question question(Target target, InputMode mode) {
        return new Question(Tuning.of(target), mode, PartialExecution.ALL);
    }

    private static Report report(Graph graph, Target target, InputMode mode) {
        byte[] file = PexnetWriter.bytes(Pexnet.of(graph, new Pexnet.Notes("", false, "", 0, List.of(), "")));
        CompilerOptions options = CompilerOptions.defaults().withTarget(target).withInputMode(mode);
        return PexCompiler.compile(new ModelSource("narrow", "narrow.pexnet", Bytes.copyOf(file)), options)
                .report();
    }

    private static List<Integer> random(PeakOracle oracle, Random random) {
        List<Integer> widths = new ArrayList<>();
        oracle.groups().forEach(group -> widths.add(1 + random.nextInt(group.width())));
        return widths;
    }

    private static void check(PeakOracle oracle, Target target, InputMode mode, List<Integer> widths) {
        Report report = report(oracle.narrowed(widths), target, mode);
        Answer answer = oracle.answer(widths);
        String about = target.id() + " " + mode + " " + widths;
        assertThat(answer.arenaBytes()).as(about).isEqualTo(report.arenaBytes());
        assertThat(answer.constantBytes()).as(about).isEqualTo(report.memory().weightsBytes());
        assertThat(answer.scheduleBytes()).as(about).isEqualTo(report.memory().scheduleFlashBytes());
        assertThat(answer.macs()).as(about).isEqualTo(report.work().macsNetwork());
        assertThat(answer.steps()).as(about).isEqualTo(report.work().steps());
        Estimate estimate = oracle.estimate(widths);
        assertThat(estimate.macs()).as(about).isEqualTo(answer.macs());
        assertThat(estimate.constantBytes()).as(about).isEqualTo(report.memory().plainWeightsBytes());
        assertThat(estimate.liveBytes()).as(about).isLessThanOrEqualTo(answer.liveBytes());
        Answer brief = oracle.brief(widths);
        assertThat(brief.arenaBytes())
                .as(about)
                .isBetween((int) estimate.liveBytes(), answer.arenaBytes() + answer.arenaBytes() / 10 + 8);
        assertThat(brief.macs()).as(about).isEqualTo(answer.macs());
    }

    @ParameterizedTest
    @CsvSource({"ds_cnn, cortex-m4, STREAMED", "squeezenet, generic, RESIDENT", "waveform_1d, generic, STREAMED"})
    void answersAreTheReportsOfNarrowerModels(String model, String core, InputMode mode) throws IOException {
        Target target = Target.of(core).orElseThrow();
        PeakOracle oracle = PeakOracle.of(zoo(model), question(target, mode));
        check(oracle, target, mode, oracle.widths());
        check(oracle, target, mode, random(oracle, new Random(3)));
    }

    @Test
    void soAreThoseOfRandomNetworks() {
        for (long seed = FIRST; seed < FIRST + NETWORKS; seed++) {
            Graph graph = RandomNetworks.next(seed);
            for (InputMode mode : InputMode.values()) {
                PeakOracle oracle = PeakOracle.of(graph, question(Target.GENERIC, mode));
                check(oracle, Target.GENERIC, mode, random(oracle, new Random(seed)));
            }
        }
    }

    @Test
    void widthsThatNoNetworkHasAreRefused() throws IOException {
        PeakOracle oracle = PeakOracle.of(zoo("ds_cnn"), question(Target.GENERIC, InputMode.RESIDENT));

        assertThatThrownBy(() -> oracle.answer(List.of(0, 32, 32, 32, 32)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("can have 1 to 32 units, not 0");
        assertThatThrownBy(() -> oracle.estimate(List.of(33, 32, 32, 32, 32))).hasMessageContaining("not 33");
        assertThatThrownBy(() -> oracle.estimate(List.of(32))).hasMessageContaining("1 selections for 5 groups");
    }

    /** Prints how long answers take: {@code -Dpex.oracle=true}. */
    @Test
    void times() throws IOException {
        assumeTrue(Boolean.getBoolean("pex.oracle"), "-Dpex.oracle=true is not given");
        for (String model : List.of("ds_cnn", "resnet8", "mobilenet_v1_96", "mobilenet_v2")) {
            for (InputMode mode : InputMode.values()) {
                PeakOracle oracle = PeakOracle.of(zoo(model), question(Target.GENERIC, mode));
                Random random = new Random(1);
                List<List<Integer>> asked = new ArrayList<>();
                for (int i = 0; i < 60; i++) {
                    asked.add(random(oracle, random));
                }
                asked.subList(0, 30).forEach(oracle::answer);
                long before = System.nanoTime();
                asked.subList(30, 60).forEach(oracle::estimate);
                long between = System.nanoTime();
                asked.subList(30, 60).forEach(oracle::answer);
                long after = System.nanoTime();
                asked.subList(30, 60).forEach(oracle::brief);
                long afterBrief = System.nanoTime();
                System.out.println(String.format(
                        Locale.ROOT,
                        "| %s | %s | %.1f ms | %.1f ms | %.1f ms | %.3f | %.3f |",
                        model,
                        mode.id(),
                        (between - before) / 30e6,
                        (afterBrief - after) / 30e6,
                        (after - between) / 30e6,
                        ratio(asked.subList(30, 60), oracle::brief, oracle),
                        ratio(asked.subList(30, 60), oracle::answer, oracle)));
            }
        }
    }

    /** How far arenas are above what is alive, on average. */
    private static double ratio(List<List<Integer>> asked, Function<List<Integer>, Answer> answers, PeakOracle oracle) {
        return asked.stream()
                .mapToDouble(w -> (double) answers.apply(w).arenaBytes()
                        / oracle.estimate(w).liveBytes())
                .average()
                .orElseThrow();
    }
}
