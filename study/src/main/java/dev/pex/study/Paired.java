package dev.pex.study;

/**
 * The mean difference of two networks on the same samples, with its uncertainty.
 *
 * @param mean in percentage points
 * @param half half of the width of its 95 % interval
 */
record Paired(double mean, double half) {
    /** Of the normal distribution, for 95 %. */
    private static final double WIDE = 1.959964;

    /**
     * Compares right answers. Samples of one group, such as the clips of a speaker, are alike, so the groups are what is drawn
     * at random: the variance is that of a ratio of sums over groups (linearised). Where each sample is a group of its own,
     * it is that of McNemar's test.
     *
     * @param first how often each sample is answered right, from 0 to 1 (a mean over seeds)
     * @param second the same for the other network
     * @param groups the number of the group of each sample, from 0 on
     */
    static Paired of(double[] first, double[] second, int[] groups) {
        int count = 0;
        for (int group : groups) {
            count = Math.max(count, group + 1);
        }
        double[] sums = new double[count];
        int[] sizes = new int[count];
        double all = 0;
        for (int i = 0; i < groups.length; i++) {
            double difference = first[i] - second[i];
            sums[groups[i]] += difference;
            sizes[groups[i]]++;
            all += difference;
        }
        double mean = all / groups.length;
        double squares = 0;
        for (int g = 0; g < count; g++) {
            double residual = sums[g] - mean * sizes[g];
            squares += residual * residual;
        }
        double error = Math.sqrt(squares * count / Math.max(1, count - 1)) / groups.length;
        return new Paired(100 * mean, 100 * WIDE * error);
    }
}
