package dev.pex.oracle;

import dev.pex.channels.ChannelGroup;
import dev.pex.channels.ChannelGroups;
import dev.pex.channels.Kept;
import dev.pex.channels.Narrowing;
import dev.pex.emit.CEmitter;
import dev.pex.emit.Footprint;
import dev.pex.graph.Graph;
import dev.pex.graph.Macs;
import dev.pex.plan.InPlace;
import dev.pex.plan.Plan;
import dev.pex.planning.Effort;
import dev.pex.planning.FormSearch;
import dev.pex.planning.FoundPlan;
import dev.pex.report.ConstantBytes;
import dev.pex.transform.Rewritten;
import dev.pex.transform.Transforms;
import dev.pex.verify.Verifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says what a network would need with fewer channels: the compiler itself answers, with the plan that would be generated.
 * Answers depend on the widths of {@link ChannelGroups} alone, not on weights; they are remembered. Safe for use by several
 * threads.
 */
public final class PeakOracle {
    private final Graph network;
    private final Question question;
    private final List<ChannelGroup> groups;
    private final Map<List<Integer>, Estimate> estimates = new ConcurrentHashMap<>();
    private final Map<List<Integer>, Answer> brief = new ConcurrentHashMap<>();
    private final Map<List<Integer>, Answer> answers = new ConcurrentHashMap<>();

    private PeakOracle(Graph network, Question question) {
        this.network = network;
        this.question = question;
        this.groups = ChannelGroups.of(network);
    }

    /**
     * An oracle for an int8 network and those with fewer channels.
     *
     * @param network as its file has it, before any rewrite
     */
    public static PeakOracle of(Graph network, Question question) {
        return new PeakOracle(network, question);
    }

    /** The groups of channels whose widths can be chosen. */
    public List<ChannelGroup> groups() {
        return groups;
    }

    /** The widths of the network as it is. */
    public List<Integer> widths() {
        return groups.stream().map(ChannelGroup::width).toList();
    }

    /** The network with the first units of each group; the values of its weights are of no importance. */
    public Graph narrowed(List<Integer> widths) {
        return Narrowing.of(network, Kept.first(network, groups, widths));
    }

    /**
     * A quick answer, from the best schedule.
     *
     * @param widths for each group at least one, and at most its width
     * @throws IllegalArgumentException when widths are others
     */
    public Estimate estimate(List<Integer> widths) {
        return estimates.computeIfAbsent(List.copyOf(widths), this::estimated);
    }

    /**
     * An answer from a plan that was placed with little work and verified. Its arena is a little larger than that of the exact one;
     * it takes a tenth of the time.
     *
     * @param widths for each group at least one, and at most its width
     * @throws IllegalArgumentException when widths are others
     */
    public Answer brief(List<Integer> widths) {
        return brief.computeIfAbsent(List.copyOf(widths), own -> answered(own, Effort.BRIEF));
    }

    /**
     * The exact answer, from a plan that was placed and verified.
     *
     * @param widths for each group at least one, and at most its width
     * @throws IllegalArgumentException when widths are others
     */
    public Answer answer(List<Integer> widths) {
        return answers.computeIfAbsent(List.copyOf(widths), own -> answered(own, Effort.THOROUGH));
    }

    private Estimate estimated(List<Integer> widths) {
        Graph narrow = narrowed(widths);
        Graph graph = Transforms.apply(narrow);
        long live = search(graph, Effort.BRIEF).livePeak(question.inputMode(), question.partialExecution());
        return new Estimate(live, ConstantBytes.of(graph), Macs.of(narrow));
    }

    private Answer answered(List<Integer> widths, Effort effort) {
        Graph narrow = narrowed(widths);
        FormSearch.Found found = search(Transforms.apply(narrow), effort)
                .within(question.inputMode(), question.partialExecution(), OptionalLong.empty());
        Graph graph = found.graph();
        FoundPlan plan = found.plan();
        Verifier.verify(graph, plan.plan());
        Plan executed = InPlace.withoutMoves(graph, plan.plan());
        Verifier.verifyWhenExecuted(graph, executed);
        Footprint footprint = CEmitter.footprint(graph, plan.plan());
        return new Answer(
                plan.plan().arenaBytes(),
                plan.schedule().livePeak(),
                footprint.constantBytes(),
                footprint.scheduleBytes(),
                Macs.of(narrow),
                executed.steps().size());
    }

    private FormSearch search(Graph graph, Effort effort) {
        Optional<Graph> transposed = Transforms.transposed(graph).map(Rewritten::graph);
        return FormSearch.of(graph, transposed, question.tuning(), effort);
    }
}
