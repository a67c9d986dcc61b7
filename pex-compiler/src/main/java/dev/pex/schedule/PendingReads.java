package dev.pex.schedule;

import java.util.Arrays;
import java.util.List;

/**
 * How many readers each row of an alias set still has. A row is live until its own last reader has run. That reader can run
 * before the last reader of the previous row: with a stride of two, for example, one reader skips every other row.
 */
final class PendingReads {
    /** By rank of a reader, then by row: how many readers from that rank on read the row. The caller is the last reader of an output. */
    private final int[][] readers;

    /** By rank of a reader: number of rows that have readers from that rank on. */
    private final int[] live;

    /**
     * The readers of an alias set.
     *
     * @param operands the alias set as an operand of each reader, in the order in which the readers run
     * @param isOutput whether it is a network output, all rows of which stay live
     */
    PendingReads(int rows, List<Stage.Operand> operands, boolean isOutput) {
        readers = new int[operands.size() + 1][];
        live = new int[operands.size() + 1];
        int[] count = new int[rows];
        Arrays.fill(count, isOutput ? 1 : 0);
        for (int rank = operands.size(); rank >= 0; rank--) {
            if (rank < operands.size()) {
                operands.get(rank).countReads(count);
            }
            readers[rank] = count.clone();
            live[rank] = (int) Arrays.stream(count).filter(n -> n > 0).count();
        }
    }

    /** Number of rows that readers from a rank on need. */
    int live(int rank) {
        return live[rank];
    }

    /** Fills in how many readers from a rank on each row has. */
    void copy(int rank, int[] target) {
        System.arraycopy(readers[rank], 0, target, 0, target.length);
    }
}
