package dev.pex.cost;

import java.util.Arrays;
import java.util.List;

/** Least squares of relative errors with coefficients that are not negative. */
final class LeastSquares {
    /** Counts below are no more exact than these, relatively. */
    private static final double SMALL_COUNT = 1000;

    private static final List<Unit> UNITS = List.of(Unit.values());
    private static final int ROUNDS = 200_000;
    private static final double ENOUGH = 1e-10;

    private LeastSquares() {}

    /** Instructions of each unit that fit some observations best; 0 for units that do not help. */
    static double[] fit(List<Observation> observations) {
        int units = UNITS.size();
        double[][] products = new double[units][units];
        double[] targets = new double[units];
        for (Observation o : observations) {
            double scale = 1 / Math.max(SMALL_COUNT, (double) o.instructions());
            double[] row = new double[units];
            Arrays.setAll(row, u -> o.work().of(UNITS.get(u)) * scale);
            for (int i = 0; i < units; i++) {
                targets[i] += row[i] * o.instructions() * scale;
                for (int j = 0; j < units; j++) {
                    products[i][j] += row[i] * row[j];
                }
            }
        }
        return descend(products, targets);
    }

    /** Coordinate by coordinate: the problem is convex. */
    private static double[] descend(double[][] products, double[] targets) {
        double[] x = new double[targets.length];
        double moved = 1;
        for (int round = 0; round < ROUNDS && moved > ENOUGH; round++) {
            moved = 0;
            for (int i = 0; i < x.length; i++) {
                if (products[i][i] == 0) {
                    continue;
                }
                double slope = -targets[i];
                for (int j = 0; j < x.length; j++) {
                    slope += products[i][j] * x[j];
                }
                double next = Math.max(0, x[i] - slope / products[i][i]);
                moved = Math.max(moved, Math.abs(next - x[i]) * Math.sqrt(products[i][i]));
                x[i] = next;
            }
        }
        return x;
    }
}
