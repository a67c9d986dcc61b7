package dev.pex.frontend;

import dev.pex.graph.Graph;
import java.util.List;

/** A model that can be compiled as it is: it is quantised, or it only moves and converts elements. */
public record QuantizedModel(Graph graph, List<String> labels) implements ReadModel {
    public QuantizedModel {
        labels = List.copyOf(labels);
    }
}
