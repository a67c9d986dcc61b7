package dev.pex.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.diagnostic.Diagnostics;
import dev.pex.frontend.tflite.TfliteFrontEnd;
import dev.pex.graph.Graph;
import dev.pex.kernel.Target;
import dev.pex.kernel.Variants;
import dev.pex.plan.InputMode;
import dev.pex.plan.Plan;
import dev.pex.plan.PlanCost;
import dev.pex.planning.PlanSearch;
import dev.pex.schedule.PartialExecution;
import dev.pex.schedule.Step;
import dev.pex.transform.Transforms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Estimates are those that bin/bench compared with measured instructions, and near these. */
class MeasuredCostsTest {
    private static final Path REPOSITORY = Path.of("..");
    private static final String WHOLE = "all";

    /** An inference is estimated within so many percent. */
    private static final double BAND = 12;

    /** And these within more: kernels whose windows fill several lists were measured in three networks only. */
    private static final Map<String, Double> WIDER = Map.of("waveform_1d cortex-m55", 33.0);

    /** Those of a model for a target, by kernel; all steps together under "all". */
    private static Map<String, Long> estimated(String model, Target target) throws IOException {
        byte[] file = Files.readAllBytes(REPOSITORY.resolve("zoo").resolve(model + ".tflite"));
        Graph graph = Transforms.apply(TfliteFrontEnd.read(model, file, new Diagnostics()));
        Plan plan = PlanSearch.of(graph, target)
                .smallest(InputMode.RESIDENT, PartialExecution.ALL)
                .plan();
        PlanCost cost = PlanCost.of(graph, plan);
        Variants variants = Variants.of(graph, plan.tuning());
        Map<String, Long> sums = new TreeMap<>();
        for (int s = 0; s < cost.steps().size(); s++) {
            Step.Compute step = (Step.Compute) cost.plan().steps().get(s);
            sums.merge(
                    variants.of(step.operator()).function(), cost.steps().get(s).instructions(), Long::sum);
        }
        sums.put(WHOLE, cost.all().instructions());
        return sums;
    }

    private record Line(String model, String target, String kernel, long measured, long estimated) {
        static Line of(String text) {
            String[] fields = text.split("\t", -1);
            return new Line(fields[0], fields[1], fields[2], Long.parseLong(fields[4]), Long.parseLong(fields[5]));
        }
    }

    private static List<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        try (Stream<String> text = Files.lines(REPOSITORY.resolve("it/bench/costs.tsv"))) {
            text.filter(l -> !l.startsWith("#")).map(Line::of).forEach(lines::add);
        }
        return lines;
    }

    @ParameterizedTest
    @ValueSource(strings = {"generic", "cortex-m4", "cortex-m55", "rv32imc"})
    void estimatesOfSmallModelsAreTheCommittedOnes(String target) throws IOException {
        for (String model : List.of("autoencoder", "ds_cnn", "resnet8", "mobilenet_v1")) {
            Map<String, Long> committed = new TreeMap<>();
            lines().stream()
                    .filter(l -> l.model().equals(model) && l.target().equals(target))
                    .forEach(l -> committed.put(l.kernel(), l.estimated()));
            assertThat(estimated(model, Target.of(target).orElseThrow()))
                    .as("%s for %s; bin/bench --write makes it/bench/costs.tsv anew", model, target)
                    .isEqualTo(committed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"generic", "cortex-m4", "cortex-m55", "rv32imc"})
    void inferencesAreEstimatedWithinTheBand(String target) throws IOException {
        List<Line> whole = lines().stream()
                .filter(l -> l.target().equals(target) && l.kernel().equals(WHOLE))
                .toList();
        assertThat(whole)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(Math.abs(100.0 * line.estimated() / line.measured() - 100))
                        .as("%s, percent off", line)
                        .isLessThanOrEqualTo(WIDER.getOrDefault(line.model() + " " + line.target(), BAND)));
    }
}
