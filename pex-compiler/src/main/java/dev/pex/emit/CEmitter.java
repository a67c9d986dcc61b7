package dev.pex.emit;

import dev.pex.graph.Graph;
import dev.pex.kernel.Variant;
import dev.pex.plan.Plan;
import dev.pex.tensor.Bytes;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Emits a verified plan as plain C. */
public final class CEmitter {
    private CEmitter() {}

    /**
     * The emitted files.
     *
     * @param files contents by name
     * @param footprint sizes in flash and memory
     */
    public record Emission(SortedMap<String, Bytes> files, Footprint footprint) {
        public Emission {
            files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        }
    }

    /**
     * What the C of a plan takes in flash and memory, without its files.
     *
     * @throws IllegalArgumentException as {@link #emit}
     */
    public static Footprint footprint(Graph graph, Plan plan) {
        ModelCode model = model(new Names(graph.name()), graph, plan);
        return Footprint.of(model, ModelTables.of(model).constants());
    }

    private static ModelCode model(Names names, Graph graph, Plan plan) {
        if (!graph.states().isEmpty() || !plan.regions().isEmpty()) {
            throw new IllegalArgumentException("the emitter has no form for states or for memory outside the arena");
        }
        return ModelCode.of(names, graph, plan);
    }

    /**
     * Emits a plan.
     *
     * @param labels names of the classes of output 0; may be empty
     * @throws IllegalArgumentException when the network has a state, or the plan has memory beside the arena
     */
    public static Emission emit(Graph graph, Plan plan, List<String> labels) {
        Names names = new Names(graph.name());
        ModelCode model = model(names, graph, plan);
        ModelTables tables = ModelTables.of(model);
        Footprint footprint = Footprint.of(model, tables.constants());
        SortedSet<Variant> kernels = new TreeSet<>(model.byKernel().keySet());
        SortedMap<String, Bytes> files = RuntimeFiles.of(kernels);
        files.put(names.source(), SourceFile.of(model, tables));
        files.put(names.header(), HeaderFile.of(model, footprint, labels));
        files.put(names.weightsHeader(), WeightsFiles.header(names, tables.constants()));
        files.put(names.weightsSource(), WeightsFiles.source(names, tables.constants()));
        files.put("CMakeLists.txt", CmakeFile.of(names, kernels, plan.target()));
        return new Emission(files, footprint);
    }
}
