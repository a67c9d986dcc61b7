package dev.pex.codesign.torch;

import dev.pex.codesign.data.Samples;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Batches of samples, mixed with each other if that is wanted, each made while the one before it is in use. */
final class Batches implements Iterator<Batches.Batch>, AutoCloseable {
    /** The odd multiplier that keeps neighbouring seeds apart. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final Samples samples;
    private final int elements;
    private final int size;
    private final int[] order;
    private final boolean augmented;
    private final double mixUp;
    private final long seed;
    private final ExecutorService maker = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "pex-batches");
        thread.setDaemon(true);
        return thread;
    });
    private int next;
    private Future<Batch> coming;

    /** Samples one after the other, and their labels. */
    static final class Batch {
        private final float[] values;
        private final int[] labels;
        private final int[] others;
        private final float[] shares;

        private Batch(float[] values, int[] labels, int[] others, float[] shares) {
            this.values = values;
            this.labels = labels;
            this.others = others;
            this.shares = shares;
        }

        int size() {
            return labels.length;
        }

        /** The samples; not a copy. */
        float[] values() {
            return values;
        }

        /** The labels; not a copy. */
        int[] labels() {
            return labels;
        }

        /** The label of what a sample is mixed with. */
        int other(int sample) {
            return others[sample];
        }

        /** The share of that in a sample, from 0 to 0.5. */
        float share(int sample) {
            return shares[sample];
        }
    }

    private Batches(Samples samples, int elements, int size, int[] order, boolean augmented, double mixUp, long seed) {
        this.samples = samples;
        this.elements = elements;
        this.size = size;
        this.order = order;
        this.augmented = augmented;
        this.mixUp = mixUp;
        this.seed = seed;
        this.coming = maker.submit(() -> made(0));
    }

    /** All samples once, in their order, as they are. */
    static Batches inOrder(Samples samples, int elements, int size) {
        int[] order = new int[samples.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        return new Batches(samples, elements, size, order, false, 0, 0);
    }

    /**
     * All samples once, in random order and changed at random; as many batches as there are whole ones, at least one.
     *
     * @param mixUp the most of another sample of its batch that a sample gets
     * @param seed the same seed gives the same batches
     */
    static Batches shuffled(Samples samples, int elements, int size, double mixUp, long seed) {
        int[] order = new int[samples.size()];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < order.length; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        int whole = order.length / size * size;
        int[] used = whole == 0 ? order : Arrays.copyOf(order, whole);
        return new Batches(samples, elements, size, used, true, mixUp, seed);
    }

    /** How many batches there are. */
    int count() {
        return (order.length + size - 1) / size;
    }

    @Override
    public boolean hasNext() {
        return next < order.length;
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Batch batch = await(coming);
        next += size;
        int from = next;
        if (hasNext()) {
            coming = maker.submit(() -> made(from));
        }
        return batch;
    }

    @Override
    public void close() {
        maker.shutdownNow();
    }

    private Batch made(int from) {
        int count = Math.min(size, order.length - from);
        float[] values = new float[Math.multiplyExact(count, elements)];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            int sample = order[from + i];
            labels[i] = samples.label(sample);
            if (augmented) {
                samples.augmented(sample, new SplittableRandom(seed ^ (sample + 1) * GOLDEN), values, i * elements);
            } else {
                samples.read(sample, values, i * elements);
            }
        }
        return mixed(values, labels, new SplittableRandom(~seed ^ (from + 1) * GOLDEN));
    }

    /** A batch in which each sample gets a share of the one that lies some places after it; the same distance for all. */
    private Batch mixed(float[] values, int[] labels, SplittableRandom random) {
        int count = labels.length;
        int[] others = new int[count];
        float[] shares = new float[count];
        if (mixUp == 0 || count == 1) {
            return new Batch(values, labels, others, shares);
        }
        float[] mixed = new float[values.length];
        int distance = random.nextInt(1, count);
        for (int i = 0; i < count; i++) {
            int other = (i + distance) % count;
            float share = (float) (mixUp * random.nextDouble());
            others[i] = labels[other];
            shares[i] = share;
            for (int k = 0; k < elements; k++) {
                mixed[i * elements + k] = (1 - share) * values[i * elements + k] + share * values[other * elements + k];
            }
        }
        return new Batch(mixed, labels, others, shares);
    }

    private static Batch await(Future<Batch> batch) {
        try {
            return batch.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
