package dev.pex.codesign.app;

import dev.pex.codesign.explore.Ledger;
import dev.pex.codesign.explore.Membership;
import dev.pex.codesign.explore.Objective;
import dev.pex.codesign.explore.Plan;
import dev.pex.codesign.explore.Space;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.output.FileFaults;
import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The settings of an exploration: its own, and those of its trials. */
final class ExplorationSettings {
    /** What stands before the name of a setting whose values are explored. */
    private static final String AXIS = "explore.";

    private static final Set<String> PATHS = Set.of("model", "data", "list");
    private static final Set<String> OWN = Set.of(
            "output",
            "parallel",
            "memory",
            "threads",
            "method",
            "trials",
            "exploreSeed",
            "firstEpochs",
            "reduction",
            "objectives",
            "members",
            "address",
            "port",
            "secretFile");
    private static final Set<String> BUDGETS = Set.of("sram", "flash", "macs");

    private static final String LOOPBACK = "127.0.0.1";
    private static final int PORT = 5701;

    /** A secret that can be guessed signs nothing. */
    private static final int SHORTEST_SECRET = 16;

    private final Settings settings;
    private final SortedMap<String, String> paths = new TreeMap<>();
    private final SortedMap<String, String> base = new TreeMap<>();
    private final NavigableMap<String, String> axes = new TreeMap<>();
    private final String sources;

    ExplorationSettings(Settings settings) {
        this.settings = settings;
        settings.all().forEach((name, value) -> {
            if (name.startsWith(AXIS)) {
                axes.put(name.substring(AXIS.length()), value);
            } else if (PATHS.contains(name)) {
                paths.put(name, value);
            } else if (!OWN.contains(name) && !settings.all().containsKey(AXIS + name)) {
                base.put(name, value);
            }
        });
        Path model = settings.path("model");
        // Whether it is a model at all is said before the data set is read.
        ModelFile.floatNetwork(model, Optional.empty());
        Path data = settings.path("data");
        if (!Files.isDirectory(data)) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.NO_DATA,
                    data.toString(),
                    "it is no folder",
                    "name the folder of the data set (docs/DATA.md)"));
        }
        this.sources = SourceDigest.of(model, data, settings.text("list").map(Path::of));
    }

    Path folder() {
        return settings.path("output");
    }

    /** The name of the network. */
    String network() {
        return String.valueOf(settings.path("model").getFileName()).replaceFirst("\\.[^.]*$", "");
    }

    /** A digest of model and data. */
    String sources() {
        return sources;
    }

    /** Settings that all trials have. */
    SortedMap<String, String> base() {
        return base;
    }

    /** Those of a trial. */
    SortedMap<String, String> merged(Map<String, String> values) {
        SortedMap<String, String> merged = new TreeMap<>(base);
        merged.putAll(values);
        return merged;
    }

    /** Epochs of the whole training that settings describe. */
    static int epochs(SortedMap<String, String> settings) {
        return JobRecipe.of(new Settings(settings)).recipe().epochs();
    }

    Space space() {
        axes.keySet().forEach(name -> {
            if (PATHS.contains(name) || OWN.contains(name)) {
                throw Settings.fault(AXIS + name, "it is a setting of the whole exploration", "state one value of it");
            }
        });
        return Space.of(axes);
    }

    Plan plan() {
        Plan.Method method = settings.choice("method", Plan.Method.GRID, Plan.Method.values(), Plan.Method::id);
        OptionalLong trials = settings.count("trials");
        if (method == Plan.Method.HALVING) {
            requireHalving();
        }
        int usual = Math.max(1, epochs(base) / 8);
        return new Plan(
                method,
                trials.isPresent() ? OptionalInt.of(settings.whole("trials", 1)) : OptionalInt.empty(),
                settings.whole("exploreSeed", 1),
                settings.whole("firstEpochs", usual),
                settings.whole("reduction", 2),
                objectives());
    }

    /** Halving compares trainings of the same length, before anything is pruned. */
    private void requireHalving() {
        if (axes.containsKey("epochs")) {
            throw Settings.fault(AXIS + "epochs", "halving decides it", "state one number of epochs");
        }
        BUDGETS.stream().filter(axes::containsKey).sorted().findFirst().ifPresent(name -> {
            throw Settings.fault(
                    AXIS + name,
                    "halving compares networks before they are pruned, where this makes no difference",
                    "explore it with method = grid or random, or state one budget for all");
        });
    }

    private List<Objective> objectives() {
        List<Objective> objectives = new ArrayList<>();
        for (String name : settings.text("objectives").orElse("arena").split(",", -1)) {
            objectives.add(Arrays.stream(Objective.values())
                    .filter(objective -> objective.id().equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> Settings.fault(
                            "objectives", "'" + name.strip() + "' is none", "give some of arena, flash, macs")));
        }
        return objectives;
    }

    /** Checks the settings of a trial as far as that is possible without its network. */
    void check(Map<String, String> values) {
        Settings merged = new Settings(merged(values));
        JobRecipe recipe = JobRecipe.of(merged);
        if (recipe.budget().isPresent()) {
            recipe.pruning();
            recipe.withPruning();
        }
        JobVariation.of(merged);
    }

    TrialProcesses processes() {
        int parallel = settings.whole("parallel", 1);
        if (parallel < 1) {
            throw Settings.fault("parallel", "it is " + parallel, "give 1 or more");
        }
        return new TrialProcesses(
                folder(),
                paths,
                parallel,
                settings.text("memory").orElse("2g"),
                settings.text("threads").orElse("1"));
    }

    Ledger ledger() {
        return new Ledger(folder().resolve("results"));
    }

    /** How this machine joins others; empty when none are named. */
    Optional<Membership> membership() {
        Optional<String> members = settings.text("members");
        if (members.isEmpty() && settings.text("address").isEmpty()) {
            return Optional.empty();
        }
        List<String> others = Arrays.stream(members.orElse("").split(",", -1))
                .map(String::strip)
                .filter(member -> !member.isEmpty())
                .toList();
        return Optional.of(new Membership(
                settings.text("address").orElse(LOOPBACK), settings.whole("port", PORT), others, secret(), sources));
    }

    private Bytes secret() {
        Path file = settings.text("secretFile")
                .map(Path::of)
                .orElseThrow(() -> clusterFault(
                        "there is no secret that the machines share",
                        "write one into a file, for example with openssl rand -hex 32, and name it"));
        try {
            Bytes secret = Bytes.copyOf(Files.readString(file).strip().getBytes(StandardCharsets.UTF_8));
            if (secret.size() < SHORTEST_SECRET) {
                throw clusterFault(
                        file + " has " + secret.size() + " characters",
                        "take " + SHORTEST_SECRET + " at least, for example with openssl rand -hex 32");
            }
            return secret;
        } catch (IOException e) {
            throw clusterFault(file + " cannot be read: " + FileFaults.reason(e), "name the file with the secret");
        }
    }

    private static DiagnosticException clusterFault(String what, String help) {
        return new DiagnosticException(Diagnostic.error(Code.CLUSTER, Settings.PREFIX + "secretFile", what, help));
    }
}
