package dev.pex.study;

import dev.pex.graph.Macs;
import dev.pex.plan.InputMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A row of the study: what happens to the trained network in the epochs after its training.
 *
 * @param id the name that users write
 * @param strategy how channels are chosen, as the setting has it
 * @param growth how many times its width a group may have in the end
 * @param input how the input reaches the network that keeps to the budget
 * @param share numerator of the part of the dense peak that is the budget of SRAM
 * @param of its denominator
 * @param work the part of the multiply-accumulates of the dense network that it may take
 */
record Row(String id, String strategy, double growth, InputMode input, int share, int of, double work) {
    /** Nothing; the network goes on learning as long as the others, from the same teacher. */
    static final Row DENSE = new Row("dense", "importance", 1, InputMode.STREAMED, 1, 1, 1);

    /** The pruner alone: half of the work, and memory is no matter. */
    static final Row HALF_WORK = new Row("half-work", "compiler", 1, InputMode.STREAMED, 1, 1, 0.5);

    /** What is compared within a size. */
    static final List<String> METHODS = List.of("uniform", "importance", "compiler", "grown");

    /** Budgets, by the ends of the names of their rows. */
    static final List<String> SIZES = List.of("tenth", "tenth-streamed", "twentieth-streamed");

    private static final double GROWTH = 2;

    private static final List<Row> ALL = made();

    /** All rows in the order of tables. */
    static List<Row> all() {
        return ALL;
    }

    /** The results of this row. */
    List<Result> of(List<Result> results) {
        return results.stream().filter(result -> result.key().row().equals(id)).toList();
    }

    private static List<Row> made() {
        List<Row> rows = new ArrayList<>(List.of(DENSE, HALF_WORK));
        for (String size : SIZES) {
            boolean tenth = size.startsWith("tenth");
            for (String method : METHODS) {
                boolean grown = method.equals("grown");
                rows.add(new Row(
                        method + "-" + size,
                        grown ? "compiler" : method,
                        grown ? GROWTH : 1,
                        size.endsWith("streamed") ? InputMode.STREAMED : InputMode.RESIDENT,
                        tenth ? 2 : 1,
                        tenth ? 21 : 20,
                        1));
            }
        }
        return List.copyOf(rows);
    }

    /**
     * The bytes of SRAM that the network may take: its share of the dense peak layer by layer, and at most half of what the dense
     * network needs with partial execution.
     */
    int budget(Subject subject) {
        int budget = (int) ((long) subject.peak() * share / of);
        return share < of ? Math.min(budget, subject.partial(input) / 2) : budget;
    }

    /** The settings of its pruning. Flash and multiply-accumulates are at most those of the dense network. */
    Map<String, String> settings(Subject subject) {
        Map<String, String> settings = new HashMap<>();
        // The folder of the training is called dense.
        settings.put("variant", equals(DENSE) ? "control" : id);
        settings.put("strategy", strategy);
        settings.put("inputMode", input.id());
        settings.put("sram", String.valueOf(budget(subject)));
        if (!equals(DENSE)) {
            settings.put("growth", String.valueOf(growth));
            settings.put("flash", String.valueOf(subject.flash()));
            settings.put(
                    "macs", String.valueOf((long) (Macs.of(subject.network().graph()) * work)));
        }
        return settings;
    }
}
