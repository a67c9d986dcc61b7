package dev.pex.schedule;

import java.util.List;

/**
 * One operator in the search for a schedule: it makes rows of one alias set, in ascending order, from rows of others.
 *
 * @param operator index in the network's operators; {@link #RECEIVE} for a network input that arrives
 *     row by row
 * @param aliasSet id of the alias set of its output
 * @param rows rows of its output
 * @param rowsPerRow rows of the alias set that make up one row of its output
 * @param rowBytes bytes of one row of its output
 * @param operands its operands, without constants
 * @param channels channels of its output
 * @param sliceable whether it can make any channel slice of its output from whole rows
 * @param oneToOne whether a slice of its output depends on the same slice of its only operand
 * @param accumulatorBytes bytes of accumulators that it needs to take in its first operand row by row; the output may lie
 *     over them; -1 when it cannot take in rows
 * @param accumulatorsOfChannels the same for taking in channel slices of its operand
 * @param inPlace whether it moves nothing, because alias sets lie inside others
 */
record Stage(
        int operator,
        int aliasSet,
        int rows,
        int rowsPerRow,
        int rowBytes,
        int channels,
        boolean sliceable,
        boolean oneToOne,
        List<Operand> operands,
        int accumulatorBytes,
        int accumulatorsOfChannels,
        boolean inPlace) {
    static final int RECEIVE = -1;

    /** Rows of an operand that a stage reads. */
    static final class Operand {
        private final int aliasSet;
        private final int[] end;
        private final int[][] lastReads;
        private final int shared;

        /**
         * An operand.
         *
         * @param aliasSet id of its alias set
         * @param end by output row: one past the last row of the alias set that the output row reads
         * @param lastReads by output row: the rows of the alias set that the output row reads and no later one does
         * @param shared bytes that an output row can share with an operand row that it reads last
         */
        Operand(int aliasSet, int[] end, int[][] lastReads, int shared) {
            this.aliasSet = aliasSet;
            this.end = end;
            this.lastReads = lastReads;
            this.shared = shared;
        }

        int aliasSet() {
            return aliasSet;
        }

        int shared() {
            return shared;
        }

        /** One of the rows that an output row reads and no later one does. */
        int lastRead(int row, int index) {
            return lastReads[row][index];
        }

        /** How many rows an output row reads that no later one does. */
        int lastReadCount(int row) {
            return lastReads[row].length;
        }

        /** Adds one to the count of each row that is read at all. */
        void countReads(int[] reads) {
            for (int[] rows : lastReads) {
                for (int row : rows) {
                    reads[row]++;
                }
            }
        }

        /** One past the last row that an output row reads. */
        int end(int row) {
            return end[row];
        }

        /** One past the last row that the given output rows read. */
        int end(int row, int endRow) {
            int last = 0;
            for (int r = row; r < endRow; r++) {
                last = Math.max(last, end[r]);
            }
            return last;
        }
    }

    /** The same stage with an output of 0 bytes. */
    Stage withoutBytes() {
        return new Stage(
                operator,
                aliasSet,
                rows,
                rowsPerRow,
                0,
                channels,
                sliceable,
                oneToOne,
                operands,
                accumulatorBytes,
                accumulatorsOfChannels,
                inPlace);
    }

    /** Whether it can take in channel slices of its only operand. */
    boolean takesChannels() {
        return accumulatorsOfChannels >= 0;
    }

    boolean accumulates() {
        return accumulatorBytes >= 0;
    }
}
