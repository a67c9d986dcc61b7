package dev.pex.cost;

import dev.pex.diagnostic.Diagnostics;
import dev.pex.frontend.tflite.TfliteFrontEnd;
import dev.pex.graph.Graph;
import dev.pex.kernel.Variants;
import dev.pex.plan.InPlace;
import dev.pex.plan.Plan;
import dev.pex.plan.PlanCodec;
import dev.pex.plan.PlanFormatException;
import dev.pex.schedule.Step;
import dev.pex.tensor.Bytes;
import dev.pex.transform.Transforms;
import dev.pex.verify.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what bin/bench measured: the instructions of each step. */
final class Observations {
    private static final Pattern STEP = Pattern.compile("PEX-STEP number=(\\d+) instructions=(\\d+)");
    private static final Map<String, Core> BOARDS =
            Map.of("mps2-an386", Core.CORTEX_M4, "mps3-an547", Core.CORTEX_M55, "virt", Core.RV32);

    private Observations() {}

    /**
     * All that a folder of bin/bench holds: models in models/, what was generated in NAME/MODEL/, and what the firmware
     * printed in NAME@BOARD.logs/BOARD-MODEL.txt.
     */
    static List<Observation> read(Path folder) throws IOException {
        List<Observation> found = new ArrayList<>();
        for (Path logs : list(folder)) {
            String name = logs.getFileName().toString();
            if (!name.endsWith(".logs")) {
                continue;
            }
            String[] pair = name.substring(0, name.length() - ".logs".length()).split("@", -1);
            Core core = BOARDS.get(pair[1]);
            if (core == null) {
                // A board whose core has no counts of its own.
                continue;
            }
            for (Path log : list(logs)) {
                String model = log.getFileName()
                        .toString()
                        .substring(pair[1].length() + 1)
                        .replace(".txt", "");
                found.addAll(read(folder, pair[0], model, core, log));
            }
        }
        return found;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static Plan plan(byte[] message) throws IOException {
        try {
            return PlanCodec.fromBytes(Bytes.copyOf(message));
        } catch (PlanFormatException e) {
            throw new IOException(e);
        }
    }

    private static List<Observation> read(Path folder, String name, String model, Core core, Path log)
            throws IOException {
        byte[] file = Files.readAllBytes(folder.resolve("models").resolve(model + ".tflite"));
        byte[] message = Files.readAllBytes(folder.resolve(name).resolve(model).resolve("plan.pb"));
        Plan plan = plan(message);
        List<Long> counts = counts(Files.readString(log));
        Graph network = Transforms.apply(TfliteFrontEnd.read(model, file, new Diagnostics()));
        return counts.isEmpty() ? List.of() : observations(planned(network, plan), plan, model, core, counts);
    }

    /** The form of a network that a plan is for. */
    private static Graph planned(Graph network, Plan plan) {
        return Verifier.faults(network, plan).isEmpty()
                ? network
                : Transforms.transposed(network).orElseThrow().graph();
    }

    private static List<Observation> observations(Graph graph, Plan plan, String model, Core core, List<Long> counts) {
        List<Step> steps = InPlace.withoutMoves(graph, plan).steps();
        if (!steps.isEmpty() && steps.size() != counts.size()) {
            throw new IllegalStateException(model + " has " + steps.size() + " steps, not " + counts.size());
        }
        Variants variants = Variants.of(graph, plan.tuning());
        CostModel costs = CostModel.of(graph, variants);
        Map<Integer, Observation> found = new TreeMap<>();
        for (int s = 0; s < steps.size(); s++) {
            if (steps.get(s) instanceof Step.Compute step) {
                Observation one = new Observation(
                        core,
                        variants.of(step.operator()),
                        costs.form(step.operator()),
                        model,
                        step.operator(),
                        costs.work(step.operator(), step.part(), step.intake()),
                        counts.get(s));
                found.merge(step.operator(), one, Observations::sum);
            }
        }
        return List.copyOf(found.values());
    }

    private static Observation sum(Observation a, Observation b) {
        return new Observation(
                a.core(),
                a.variant(),
                a.form(),
                a.model(),
                a.operator(),
                a.work().plus(b.work()),
                a.instructions() + b.instructions());
    }

    /** Those of the first recorded vector. */
    private static List<Long> counts(String log) {
        List<Long> counts = new ArrayList<>();
        Matcher line = STEP.matcher(log);
        while (line.find() && Integer.parseInt(line.group(1)) == counts.size()) {
            counts.add(Long.parseLong(line.group(2)));
        }
        return counts;
    }
}
