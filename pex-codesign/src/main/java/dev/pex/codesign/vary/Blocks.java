package dev.pex.codesign.vary;

import dev.pex.floats.FloatNetwork;
import dev.pex.floats.FloatWeights;
import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds the blocks that a network repeats. A tensor is a joint when nothing that comes after it reads a tensor before it; between
 * two joints is a section. Sections in a row that keep the extent and repeat themselves, one by one or several at a time, form a run
 * of blocks: residual blocks, or depthwise convolutions each with the pointwise one after it. Blocks have weights.
 */
final class Blocks {
    private final FloatNetwork network;
    private final Graph graph;

    private Blocks(FloatNetwork network) {
        this.network = network;
        this.graph = network.graph();
    }

    /** The runs of a network, in order, each with its blocks in order. */
    static List<List<Block>> of(FloatNetwork network) {
        return new Blocks(network).runs();
    }

    /** What lies between two joints: the operators from an index up to another one. */
    private record Section(int input, int from, int to) {}

    private List<List<Block>> runs() {
        List<List<Block>> runs = new ArrayList<>();
        List<Section> run = new ArrayList<>();
        for (Section section : sections()) {
            if (graph.tensor(section.input())
                    .extent()
                    .equals(graph.tensor(output(section)).extent())) {
                run.add(section);
            } else {
                add(run, runs);
                run.clear();
            }
        }
        add(run, runs);
        return runs;
    }

    private int output(Section section) {
        return graph.operators().get(section.to() - 1).output();
    }

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        if (graph.inputs().size() != 1) {
            return sections;
        }
        Map<Integer, Integer> lastRead = lastRead();
        Set<Integer> open = new TreeSet<>(graph.inputs());
        int joint = graph.inputs().get(0);
        int from = 0;
        for (int i = 0; i < graph.operators().size(); i++) {
            int now = i;
            open.add(graph.operators().get(i).output());
            open.removeIf(tensor -> lastRead.getOrDefault(tensor, -1) <= now);
            int made = graph.operators().get(i).output();
            if (open.equals(Set.of(made))) {
                sections.add(new Section(joint, from, i + 1));
                joint = made;
                from = i + 1;
            }
        }
        return sections;
    }

    /** The index of the last operator that reads each tensor; outputs of the network are read after all of them. */
    private Map<Integer, Integer> lastRead() {
        Map<Integer, Integer> last = new TreeMap<>();
        for (int i = 0; i < graph.operators().size(); i++) {
            for (int operand : graph.operators().get(i).inputs()) {
                last.put(operand, i);
            }
        }
        graph.outputs().forEach(output -> last.put(output, graph.operators().size()));
        return last;
    }

    /** Takes the longest repetition at each place; a section that is not repeated is a block if layers lie side by side in it. */
    private void add(List<Section> sections, List<List<Block>> runs) {
        List<String> looks = sections.stream().map(this::looks).toList();
        int start = 0;
        while (start < sections.size()) {
            int period = 1;
            int times = 1;
            for (int each = 1; start + 2 * each <= looks.size(); each++) {
                int found = times(looks, start, each);
                if (found > 1 && found * each > times * period) {
                    period = each;
                    times = found;
                }
            }
            List<Block> run = new ArrayList<>();
            for (int k = 0; k < times; k++) {
                int first = start + k * period;
                block(sections.subList(first, first + period)).ifPresent(run::add);
            }
            Section alone = sections.get(start);
            if (!run.isEmpty() && (times > 1 || alone.to() - alone.from() > 1)) {
                runs.add(run);
            }
            start += times * period;
        }
    }

    /** How often the sections from a place on follow each other. */
    private static int times(List<String> looks, int start, int period) {
        List<String> pattern = looks.subList(start, start + period);
        int times = 1;
        for (int next = start + period;
                next + period <= looks.size()
                        && looks.subList(next, next + period).equals(pattern);
                next += period) {
            times++;
        }
        return times;
    }

    private Optional<Block> block(List<Section> sections) {
        int from = sections.get(0).from();
        int to = sections.get(sections.size() - 1).to();
        if (!hasWeights(from, to)) {
            return Optional.empty();
        }
        Set<Integer> inside = new HashSet<>();
        for (int i = from; i < to - 1; i++) {
            inside.add(graph.operators().get(i).output());
        }
        return Optional.of(new Block(sections.get(0).input(), output(sections.get(sections.size() - 1)), inside));
    }

    private boolean hasWeights(int from, int to) {
        return network.weights().keySet().stream().anyMatch(operator -> operator >= from && operator < to);
    }

    /** What sections have in common that repeat each other. */
    private String looks(Section section) {
        return graph.operators().subList(section.from(), section.to()).stream()
                .map(this::looks)
                .collect(Collectors.joining(";"));
    }

    private String looks(Operator operator) {
        FloatWeights weights = network.weights().get(graph.operators().indexOf(operator));
        return operator.kind() + " " + graph.outputOf(operator).extent() + " "
                + (weights == null ? 0 : weights.filter().size());
    }
}
