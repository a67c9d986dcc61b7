package dev.pex.pexnet;

import dev.pex.floats.FloatNetwork;
import dev.pex.graph.Graph;
import dev.pex.tensor.Quantization;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a {@code .pexnet} file holds.
 *
 * @param graph the network; of a float network its graph
 * @param real the float network, when it is one
 * @param stated how tensors of a float network are to be quantised, by id
 */
public record Pexnet(Graph graph, Optional<FloatNetwork> real, Map<Integer, Quantization> stated, Notes notes) {
    /** Version of the format that is written and read. */
    public static final int FORMAT = 1;

    public Pexnet {
        if (!graph.states().isEmpty()) {
            throw new IllegalArgumentException("the format has no states");
        }
        stated = Collections.unmodifiableMap(new TreeMap<>(stated));
    }

    /**
     * What is said about a network beside its layers.
     *
     * @param weights where they come from; may be empty
     * @param target the core to compile for; empty for the build's own
     * @param arenaBudget the most bytes that the arena may take; 0 for the build's own
     * @param labels names of the classes that an output tells apart; may be empty
     * @param calibration a folder of the project with calibration data; empty for none
     */
    public record Notes(
            String weights,
            boolean randomWeights,
            String target,
            long arenaBudget,
            List<String> labels,
            String calibration) {
        /** Nothing is said. */
        public static final Notes NONE = new Notes("", false, "", 0, List.of(), "");

        public Notes {
            labels = List.copyOf(labels);
        }
    }

    /** A float network. */
    public static Pexnet of(FloatNetwork real, Map<Integer, Quantization> stated, Notes notes) {
        return new Pexnet(real.graph(), Optional.of(real), stated, notes);
    }

    /** A quantised network. */
    public static Pexnet of(Graph quantized, Notes notes) {
        return new Pexnet(quantized, Optional.empty(), Map.of(), notes);
    }
}
