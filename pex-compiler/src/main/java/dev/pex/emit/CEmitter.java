package dev.pex.emit;

import dev.pex.graph.Graph;
import dev.pex.kernel.Variant;
import dev.pex.plan.Plan;
import dev.pex.tensor.Bytes;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Emits a verified plan as plain C. */
public final class CEmitter {
    /** Must equal PEX_RUNTIME_VERSION in pex_runtime.h; the generated header refuses others. */
    static final int RUNTIME_VERSION = 6;

    /** Files of the runtime that every model gets. */
    private static final List<String> ALWAYS = List.of(
            "pex_runtime.h",
            "pex_kernels.h",
            "pex_kernels_elementwise.h",
            "pex_kernels_moving.h",
            "pex_kernels_reducing.h",
            "pex_kernels_weighted.h",
            "pex_layers.h",
            "pex_windows.h",
            "pex_cells.c",
            "pex_mem.h",
            "pex_mem.c");

    private CEmitter() {}

    /**
     * The emitted files.
     *
     * @param files contents by name
     * @param constantBytes bytes of weights, biases and requantisation constants
     * @param scheduleBytes bytes of the schedule, and of the tables that say who makes which parts and where
     *     rows lie, on a core with pointers of four bytes
     * @param stateBytes bytes of the state of an instance, on such a core
     * @param stackBytes most stack of a call, as the header states it
     */
    public record Emission(
            SortedMap<String, Bytes> files, int constantBytes, int scheduleBytes, int stateBytes, int stackBytes) {}

    /**
     * Emits a plan.
     *
     * @param labels names of the classes that the first output tells apart; may be empty
     * @throws IllegalArgumentException when the network has a state, or the plan has memory beside the arena
     */
    public static Emission emit(Graph graph, Plan plan, List<String> labels) {
        if (!graph.states().isEmpty() || !plan.regions().isEmpty()) {
            throw new IllegalArgumentException("no C keeps a state, or has memory beside the arena");
        }
        Names names = new Names(graph.name());
        Constants constants = new Constants(graph.name());
        SortedMap<String, Bytes> files = new TreeMap<>();
        ModelCode model = ModelCode.of(names, graph, plan);
        files.put(names.source(), SourceFile.of(model, constants));
        constants.finish();
        files.put(names.weightsHeader(), constants.header());
        files.put(names.weightsSource(), constants.source());
        files.put(names.header(), HeaderFile.of(model, constants.bytes(), labels));
        SortedSet<Variant> kernels = new TreeSet<>(model.byKernel().keySet());
        for (Variant kernel : kernels) {
            files.put(kernel.source(), RuntimeFiles.read(kernel.source()));
            kernel.helpers().forEach(helper -> files.put(helper, RuntimeFiles.read(helper)));
        }
        for (String name : ALWAYS) {
            files.put(name, RuntimeFiles.read(name));
        }
        files.put("CMakeLists.txt", CmakeFile.of(names, kernels));
        return new Emission(
                files, constants.bytes(), model.scheduleBytes(), model.stateBytes(), HeaderFile.STACK_BYTES);
    }
}
