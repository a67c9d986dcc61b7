package dev.pex.emit;

import dev.pex.graph.Graph;
import dev.pex.kernel.InstructionSet;
import dev.pex.kernel.Variant;
import dev.pex.kernel.Variants;
import dev.pex.plan.InPlace;
import dev.pex.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The facts about a model that the generated files are made from.
 *
 * @param names names in the generated C
 * @param graph the network
 * @param plan its plan, without the steps that have nothing to move
 * @param places where tensors lie in the arena
 * @param entries the table of operators
 * @param code the schedule
 * @param variants the kernel of each operator
 * @param byKernel numbers of the entries that each kernel runs, in ascending order
 * @param scratch where operators have their scratch buffers
 * @param inputs network inputs that arrive row by row
 */
record ModelCode(
        Names names,
        Graph graph,
        Plan plan,
        Places places,
        Entries entries,
        ScheduleCode code,
        Variants variants,
        SortedMap<Variant, List<Integer>> byKernel,
        Scratch scratch,
        List<Inputs.Arrival> inputs) {
    static ModelCode of(Names names, Graph graph, Plan plan) {
        Plan moving = InPlace.withoutMoves(graph, plan);
        Entries entries = Entries.of(graph, moving);
        Variants variants = Variants.of(graph, plan.tuning());
        return new ModelCode(
                names,
                graph,
                moving,
                Places.of(graph, moving),
                entries,
                ScheduleCode.of(graph, moving, entries),
                variants,
                byKernel(entries, variants),
                Scratch.of(moving),
                // Of all steps: a step without moves also says which rows of an input are read.
                Inputs.of(graph, plan));
    }

    /** Whether network inputs arrive row by row. */
    boolean streamed() {
        return !inputs.isEmpty();
    }

    /** Whether a kernel loads words from addresses that are not multiples of four. */
    boolean loadsUnalignedWords() {
        return byKernel.keySet().stream().anyMatch(k -> k.instructions() == InstructionSet.DSP);
    }

    /** Whether the plan has steps. */
    boolean hasSteps() {
        return !plan.steps().isEmpty();
    }

    /** The operator of an entry that is not an input, as an index in the graph. */
    int operator(int entry) {
        return entries.all().get(entry).operator().orElseThrow();
    }

    private static SortedMap<Variant, List<Integer>> byKernel(Entries entries, Variants variants) {
        SortedMap<Variant, List<Integer>> byKernel = new TreeMap<>();
        for (int number = 0; number < entries.all().size(); number++) {
            Entry entry = entries.all().get(number);
            if (!entry.isInput()) {
                byKernel.computeIfAbsent(variants.of(entry.operator().orElseThrow()), k -> new ArrayList<>())
                        .add(number);
            }
        }
        return byKernel;
    }
}
