package dev.pex.compiler;

import dev.pex.graph.Graph;
import dev.pex.plan.Plan;
import dev.pex.quantize.QuantizationReport;
import dev.pex.report.Report;
import dev.pex.tensor.Bytes;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that one compilation made.
 *
 * @param network the network as the model file has it, with the inputs and outputs that the options ask for
 * @param graph the network after all transforms; the plan refers to it
 * @param plan schedule and memory map, verified
 * @param report figures for people and tools
 * @param quantization what quantisation cost; empty when the model file was quantised
 * @param files contents of the output folder by relative path, with '/' between folders
 */
public record Compilation(
        Graph network,
        Graph graph,
        Plan plan,
        Report report,
        Optional<QuantizationReport> quantization,
        SortedMap<String, Bytes> files) {
    public Compilation {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }
}
