package dev.pex.study;

import java.util.Map;

/** A row of the study: what happens to the trained network in the epochs after its training. */
enum Row {
    /** Nothing; it goes on learning as long as the others, from the same teacher. */
    DENSE("dense", "importance", 1, 1),
    UNIFORM_QUARTER("uniform-quarter", "uniform", 1, 4),
    IMPORTANCE_QUARTER("importance-quarter", "importance", 1, 4),
    COMPILER_QUARTER("compiler-quarter", "compiler", 1, 4),
    UNIFORM_TENTH("uniform-tenth", "uniform", 2, 21),
    IMPORTANCE_TENTH("importance-tenth", "importance", 2, 21),
    COMPILER_TENTH("compiler-tenth", "compiler", 2, 21);

    private final String id;
    private final String strategy;
    private final int share;
    private final int of;

    Row(String id, String strategy, int share, int of) {
        this.id = id;
        this.strategy = strategy;
        this.share = share;
        this.of = of;
    }

    /** The name that users write. */
    String id() {
        return id;
    }

    /** The bytes of SRAM that the network may take. */
    int budget(Subject subject) {
        return (int) ((long) subject.peak() * share / of);
    }

    /** The settings of its pruning. */
    Map<String, String> settings(Subject subject) {
        return Map.of(
                "variant",
                // The folder of the training is called dense.
                this == DENSE ? "control" : id,
                "strategy",
                strategy,
                "sram",
                String.valueOf(budget(subject)));
    }
}
