package dev.pex.schedule;

import java.util.Arrays;
import java.util.List;

/**
 * How many readers each row of a alias set still has. A row goes out of use with its own last reader, which
 * may be earlier than that of the rows in front of it: where a window moves by two rows at a time, another
 * reader may skip every other row.
 */
final class PendingReads {
    /** By rank of a reader, then by row: how many readers from that one on read the row; the user is the last. */
    private final int[][] readers;

    /** By rank of a reader: rows that have readers from that one on. */
    private final int[] alive;

    /**
     * The readers of a alias set.
     *
     * @param operands the alias set as its readers see it, in the order in which they run
     * @param isOutput whether all of it is needed in the end
     */
    PendingReads(int rows, List<Stage.Operand> operands, boolean isOutput) {
        readers = new int[operands.size() + 1][];
        alive = new int[operands.size() + 1];
        int[] count = new int[rows];
        Arrays.fill(count, isOutput ? 1 : 0);
        for (int rank = operands.size(); rank >= 0; rank--) {
            if (rank < operands.size()) {
                operands.get(rank).countReads(count);
            }
            readers[rank] = count.clone();
            alive[rank] = (int) Arrays.stream(count).filter(n -> n > 0).count();
        }
    }

    /** Rows that readers from a rank on need. */
    int alive(int rank) {
        return alive[rank];
    }

    /** Fills in how many readers from a rank on each row has. */
    void copy(int rank, int[] target) {
        System.arraycopy(readers[rank], 0, target, 0, target.length);
    }
}
