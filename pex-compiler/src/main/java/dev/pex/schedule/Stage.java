package dev.pex.schedule;

import java.util.List;

/**
 * One operator as the search sees it: it makes rows of a alias set, in ascending order, from rows of others.
 *
 * @param operator index in the network's operators; {@link #RECEIVE} for a network input that arrives
 *     row by row
 * @param aliasSet where its output lies
 * @param rows rows of its output
 * @param storageRows rows of the alias set that make up one row of its output
 * @param rowBytes bytes of one row of its output
 * @param operands what it reads, constants aside
 * @param channels channels of its output
 * @param sliceable whether it can make any slice of the channels of its output from whole rows
 * @param oneToOne whether a slice of its output depends on the same slice of its only operand
 * @param accumulatorBytes accumulators that it needs to take rows of its first operand one by one; the
 *     output may lie in them; -1 when it cannot
 * @param accumulatorsOfChannels the same for channels of its operand, by slices that lie together
 * @param inPlace whether its output can lie where its operands do, all of them
 */
record Stage(
        int operator,
        int aliasSet,
        int rows,
        int storageRows,
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
        private final int[][] gone;
        private final int shared;

        /**
         * An operand.
         *
         * @param aliasSet where it lies
         * @param end by output row: one past the last alias set row that it reads
         * @param gone by output row: the alias set rows that it reads and no later one does
         * @param shared bytes that an output row can share with a row of it that goes out of use then
         */
        Operand(int aliasSet, int[] end, int[][] gone, int shared) {
            this.aliasSet = aliasSet;
            this.end = end;
            this.gone = gone;
            this.shared = shared;
        }

        int aliasSet() {
            return aliasSet;
        }

        int shared() {
            return shared;
        }

        /** The alias set rows that an output row reads and no later one does, at an index. */
        int gone(int row, int index) {
            return gone[row][index];
        }

        /** How many alias set rows an output row reads and no later one does. */
        int goneCount(int row) {
            return gone[row].length;
        }

        /** Adds one for each alias set row that is read at all. */
        void countReads(int[] reads) {
            for (int[] rows : gone) {
                for (int row : rows) {
                    reads[row]++;
                }
            }
        }

        /** One past the last alias set row that an output row reads. */
        int end(int row) {
            return end[row];
        }

        /** One past the last alias set row that any of some output rows reads. */
        int end(int row, int endRow) {
            int last = 0;
            for (int r = row; r < endRow; r++) {
                last = Math.max(last, end[r]);
            }
            return last;
        }
    }

    /** The same with an output that counts for nothing. */
    Stage withoutBytes() {
        return new Stage(
                operator,
                aliasSet,
                rows,
                storageRows,
                0,
                channels,
                sliceable,
                oneToOne,
                operands,
                accumulatorBytes,
                accumulatorsOfChannels,
                inPlace);
    }

    /** Whether it can take channels of its only operand one by one. */
    boolean takesChannels() {
        return accumulatorsOfChannels >= 0;
    }

    boolean accumulates() {
        return accumulatorBytes >= 0;
    }
}
