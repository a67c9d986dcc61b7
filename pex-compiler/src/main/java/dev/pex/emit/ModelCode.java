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
 * What the parts of the generated source have in common.
 *
 * @param names in the generated C
 * @param graph the network
 * @param plan its plan, without steps that have nothing to move
 * @param places where tensors lie
 * @param entries the table of operators
 * @param code the schedule
 * @param variants the kernels of operators
 * @param byKernel numbers of the entries that each kernel runs, in ascending order
 * @param scratch where they find their scratch
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
        Plan done = InPlace.withoutMoves(graph, plan);
        Entries entries = Entries.of(graph, done);
        Variants variants = Variants.of(graph, plan.tuning());
        return new ModelCode(
                names,
                graph,
                done,
                Places.of(graph, done),
                entries,
                ScheduleCode.of(graph, done, entries),
                variants,
                byKernel(entries, variants),
                Scratch.of(done),
                // Rows of which parts are read in place, by others than those that would have moved them, count.
                Inputs.of(graph, plan));
    }

    /** Whether network inputs arrive row by row. */
    boolean streamed() {
        return !inputs.isEmpty();
    }

    /** Whether a kernel loads words from addresses that are no multiple of four. */
    boolean loadsWordsAnywhere() {
        return byKernel.keySet().stream().anyMatch(k -> k.instructions() == InstructionSet.DSP);
    }

    /** Whether there is anything to do. */
    boolean hasSteps() {
        return !plan.steps().isEmpty();
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

    /** Bytes of the counter of an operator's parts. */
    int counterBytes() {
        int most = entries.all().stream()
                .filter(e -> !e.cuts().isEmpty())
                .mapToInt(Entry::steps)
                .max()
                .orElse(0);
        return most <= 256 ? 1 : most <= 0x10000 ? 2 : 4;
    }

    /** The fields of the table of operators. */
    OperatorFields fields() {
        return OperatorFields.of(graph, entries, inputs);
    }

    /** The C type of an unsigned number of some bytes. */
    static String unsigned(int bytes) {
        return "uint" + 8 * bytes + "_t";
    }

    /** Constant bytes of schedule, tables of operators and places, where pointers have four bytes. */
    int scheduleBytes() {
        return code.bytes().length
                + entries.all().size() * fields().bytes()
                + entries.accumulating() * Integer.BYTES
                + places.bytes()
                + inputs.size() * 32;
    }

    /** Bytes of the state, where pointers have four bytes. */
    int stateBytes() {
        int counters = entries.cut() * counterBytes();
        return 8 + (streamed() ? 4 : 0) + (counters + 3) / 4 * 4;
    }
}
