package dev.pex.testing;

import dev.pex.executor.RandomOperators;
import dev.pex.graph.Graph;
import dev.pex.graph.GraphText;
import dev.pex.operator.Operator;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Random networks of one to a few dozen operators, mostly about ten, for tests: chains, residual blocks,
 * branches that join or lie one behind the other, encoders with decoders, broadcasts, heads, odd sizes,
 * images, series and single pixels, several inputs and outputs, edges of other types, extreme scales and
 * zero points. A network is a function of its seed.
 */
public final class RandomNetworks {
    private RandomNetworks() {}

    /** The network of a seed. */
    public static Graph next(long seed) {
        return Recipe.of(seed).graph();
    }

    /** A network of a seed with so many operators, or a few more; its maps are small. */
    public static Graph large(long seed, int operators) {
        return Recipe.large(seed, operators).graph();
    }

    /** Random contents of a tensor. */
    public static byte[] randomInput(Tensor tensor, long seed) {
        return RandomOperators.randomBytes(tensor, new SplittableRandom(seed));
    }

    /** Random contents of all inputs of a network. */
    public static List<byte[]> randomInputs(Graph graph, long seed) {
        List<byte[]> inputs = new ArrayList<>();
        for (int input : graph.inputs()) {
            inputs.add(randomInput(graph.tensor(input), seed * 31 + input));
        }
        return List.copyOf(inputs);
    }

    /**
     * The smallest network found that fails like the network of a seed: first with fewer and smaller
     * layers, then with operators cut off.
     *
     * @param fails whether a network shows the failure; deterministic
     */
    public static Graph shrink(long seed, Predicate<Graph> fails) {
        Recipe recipe = Recipe.of(seed);
        Graph best = recipe.graph();
        if (!fails.test(best)) {
            throw new IllegalArgumentException("the network of seed " + seed + " does not fail");
        }
        Optional<Recipe> smaller = Optional.of(recipe);
        while (smaller.isPresent()) {
            recipe = smaller.get();
            best = recipe.graph();
            long size = size(best);
            smaller = recipe.smaller().stream()
                    .filter(r -> {
                        Graph graph = r.graph();
                        return size(graph) < size && fails.test(graph);
                    })
                    .findFirst();
        }
        return cut(best, fails);
    }

    /** A network as text, with all that its operators are. */
    public static String text(Graph graph) {
        StringBuilder text = new StringBuilder(GraphText.of(graph));
        for (Operator operator : graph.operators()) {
            text.append(operator).append('\n');
        }
        return text.toString();
    }

    private static Graph cut(Graph graph, Predicate<Graph> fails) {
        Graph best = graph;
        int operator = best.operators().size() - 1;
        while (operator >= 0) {
            Optional<Graph> next = GraphCuts.without(best, operator).filter(fails);
            if (next.isPresent()) {
                best = next.get();
                operator = best.operators().size();
            }
            operator--;
        }
        return best;
    }

    /** Operators first, then elements. */
    private static long size(Graph graph) {
        long elements =
                graph.tensors().stream().mapToLong(t -> t.extent().elements()).sum();
        return graph.operators().size() * 1_000_000_000L + elements;
    }
}
