package dev.pex.codesign.torch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.pex.codesign.data.Evaluation;
import dev.pex.codesign.data.Samples;
import dev.pex.codesign.recipe.LossRule;
import dev.pex.codesign.recipe.Recipe;
import dev.pex.codesign.state.Role;
import dev.pex.codesign.state.TrainingState;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.graph.Graph;
import dev.pex.operator.Weighted;
import dev.pex.tensor.Ints;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Trains and evaluates networks in PyTorch. States go in and come out; nothing is kept between two calls. */
public final class TorchTrainer {
    private static final int EVALUATED = 256;

    private TorchTrainer() {}

    /**
     * What one epoch made.
     *
     * @param loss mean over all steps
     */
    public record Epoch(TrainingState state, double loss) {}

    /**
     * Trains for one epoch.
     *
     * @param start the network before it; not changed
     * @param number of the epoch, from 0 on: decides the order of samples and the learning rate
     * @param teacher a network whose scores are learnt, too
     * @param listener hears of each step
     * @throws DiagnosticException when the loss is no finite number, or the network has operators without gradient
     */
    public static Epoch epoch(
            TrainingState start,
            Samples samples,
            Recipe recipe,
            int number,
            Optional<TrainingState> teacher,
            StepListener listener) {
        Graph graph = start.graph();
        int elements = graph.tensor(graph.inputs().get(0)).extent().elements();
        long seed = recipe.seed() * 1_000_003 + number;
        double loss = 0;
        try (NDManager manager = NDManager.newBaseManager();
                Batches batches = Batches.shuffled(samples, elements, recipe.batch(), recipe.mixUp(), seed)) {
            TorchNetwork network = TorchNetwork.learning(start, manager);
            Optional<TorchNetwork> master = teacher.map(state -> TorchNetwork.of(state, manager));
            Descent descent =
                    new Descent(network.parameters(), start.momentum(), start.averages(), recipe.steps(), manager);
            float[] weights = recipe.loss().classWeights(counts(samples, network.classes()));
            int count = batches.count();
            for (int step = 0; step < count; step++) {
                Batches.Batch batch = batches.next();
                double own = step(network, master, batch, recipe.loss(), weights, manager);
                if (!Double.isFinite(own)) {
                    throw diverged(graph.name(), number, step);
                }
                loss += own;
                listener.step(step + 1, count, () -> products(network.parameters()));
                double progress = number + (double) step / count;
                descent.step(recipe.learningRate(progress), (long) number * count + step);
            }
            TrainingState end = new TrainingState(
                    graph, network.parameters().values(), descent.momentum(), descent.averages(), start.rounding());
            return new Epoch(end, loss / count);
        }
    }

    /** How well the averaged values of a network answer. */
    public static Evaluation evaluate(TrainingState state, Samples samples) {
        return Evaluation.of(answers(state, samples), samples);
    }

    /** The class that the averaged values of a network give each sample: the first one with the highest score. */
    public static Ints answers(TrainingState state, Samples samples) {
        Graph graph = state.graph();
        int elements = graph.tensor(graph.inputs().get(0)).extent().elements();
        int[] answers = new int[samples.size()];
        int done = 0;
        try (NDManager manager = NDManager.newBaseManager();
                Batches batches = Batches.inOrder(samples, elements, EVALUATED)) {
            TorchNetwork network = TorchNetwork.of(state, manager);
            while (batches.hasNext()) {
                Batches.Batch batch = batches.next();
                try (NDManager scope = manager.newSubManager()) {
                    NDArray scores = network.scores(batch.values(), batch.size(), scope, false);
                    best(scores.toFloatArray(), answers, done, batch.size());
                    done += batch.size();
                }
            }
        }
        return Ints.copyOf(answers);
    }

    private static void best(float[] scores, int[] answers, int from, int count) {
        int classes = scores.length / count;
        for (int i = 0; i < count; i++) {
            int best = 0;
            for (int k = 1; k < classes; k++) {
                if (scores[i * classes + k] > scores[i * classes + best]) {
                    best = k;
                }
            }
            answers[from + i] = best;
        }
    }

    /** Computes the loss of a batch and its gradients. */
    private static double step(
            TorchNetwork network,
            Optional<TorchNetwork> teacher,
            Batches.Batch batch,
            LossRule rule,
            float[] classWeights,
            NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            float temperature = (float) rule.temperature();
            Optional<NDArray> taught = teacher.map(master -> master.scores(batch.values(), batch.size(), scope, false))
                    .map(own -> Numbers.quotient(own, temperature).softmax(1));
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray scores = network.scores(batch.values(), batch.size(), scope, true);
                int classes = (int) scores.getShape().get(1);
                NDArray wanted =
                        scope.create(wanted(batch, classes, rule, classWeights), new Shape(batch.size(), classes));
                NDArray loss = Numbers.quotient(entropy(wanted, scores), batch.size());
                if (taught.isPresent()) {
                    NDArray copied = Numbers.times(
                            divergence(taught.get(), Numbers.quotient(scores, temperature)),
                            temperature * temperature / batch.size());
                    float share = (float) rule.teaching();
                    loss = Numbers.times(loss, 1 - share).add(Numbers.times(copied, share));
                }
                collector.backward(loss);
                return loss.getFloat();
            }
        }
    }

    /** The sum of the cross entropies of all samples. */
    private static NDArray entropy(NDArray wanted, NDArray scores) {
        return scores.logSoftmax(1).mul(wanted).sum().neg();
    }

    /** The sum of the divergences of the scores of all samples from wanted shares: zero where they are the same. */
    private static NDArray divergence(NDArray wanted, NDArray scores) {
        NDArray own = wanted.clip(Float.MIN_NORMAL, 1f).log().mul(wanted).sum();
        return entropy(wanted, scores).add(own);
    }

    private static float[] wanted(Batches.Batch batch, int classes, LossRule rule, float[] classWeights) {
        float[] wanted = new float[batch.size() * classes];
        for (int i = 0; i < batch.size(); i++) {
            int label = batch.labels()[i];
            int other = batch.other(i);
            float share = batch.share(i);
            want(wanted, i * classes, classes, label, (1 - share) * classWeights[label], rule);
            want(wanted, i * classes, classes, other, share * classWeights[other], rule);
        }
        return wanted;
    }

    /** Adds the right answer of a sample with a weight. */
    private static void want(float[] wanted, int from, int classes, int label, float weight, LossRule rule) {
        float spread = (float) rule.labelSmoothing() / classes;
        for (int k = 0; k < classes; k++) {
            wanted[from + k] += weight * spread;
        }
        wanted[from + label] += weight * (1 - (float) rule.labelSmoothing());
    }

    private static int[] counts(Samples samples, int classes) {
        int[] counts = new int[classes];
        for (int i = 0; i < samples.size(); i++) {
            counts[samples.label(i)]++;
        }
        return counts;
    }

    private static Map<Integer, float[]> products(TorchParameters parameters) {
        Map<Integer, float[]> products = new TreeMap<>();
        parameters.forEach((slot, value) -> {
            if (slot.role() == Role.FILTER) {
                products(parameters.layer(slot.operator()), value)
                        .ifPresent(sums -> products.put(slot.operator(), sums));
            }
        });
        return products;
    }

    private static Optional<float[]> products(Weighted layer, NDArray filter) {
        int[] others = switch (layer.form()) {
            case CONVOLUTION, TRANSPOSED -> new int[] {0, 2, 3};
            case FULLY_CONNECTED -> new int[] {0};
            case DEPTHWISE -> new int[0];
        };
        if (others.length == 0) {
            return Optional.empty();
        }
        try (NDArray gradient = filter.getGradient();
                NDArray product = gradient.mul(filter);
                NDArray sum = product.sum(others)) {
            return Optional.of(sum.toFloatArray());
        }
    }

    private static DiagnosticException diverged(String network, int epoch, int step) {
        return new DiagnosticException(Diagnostic.error(
                Code.TRAINING_DIVERGED,
                network,
                "its loss is no finite number in step " + step + " of epoch " + epoch,
                "take a smaller learning rate, a longer warm-up, or look for samples that are not finite"));
    }
}
