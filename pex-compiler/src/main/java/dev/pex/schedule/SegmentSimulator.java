package dev.pex.schedule;

import dev.pex.schedule.Stage.Operand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Simulates the stages of one segment row by row. Each row is made when a later row needs it. Counts the live bytes.
 */
final class SegmentSimulator {
    /**
     * One kernel call: makes a part of a stage's output, or takes a part of an operand into accumulators.
     *
     * @param start first row
     * @param end one past the last row
     * @param firstChannel first channel
     * @param channels how many channels
     */
    record RowStep(int stage, int start, int end, int firstChannel, int channels, Kind kind) {
        /** What the step does. */
        enum Kind {
            /** Makes rows start to end of the output, in the given channels. */
            MAKE,
            /** Takes in rows start to end of the first operand. */
            TAKE_ROWS,
            /** Takes in the given channels of the first operand. */
            TAKE_CHANNELS
        }
    }

    private final RowNetwork network;
    private final boolean optimistic;
    private final int[] done;
    private final int[] allocated;
    /** By alias set, then by row: readers that have not run; filled in at first use. */
    private final int[][] readers;

    private final boolean[] isKnown;
    private TileSize tileSize = TileSize.FINEST;

    private int from;
    private int to;
    private long live;
    private long peak;
    private long limit;
    private final List<RowStep> record = new ArrayList<>();

    /**
     * A simulator.
     *
     * @param optimistic whether each output is assumed to share as many bytes as exist with the operand rows that it reads
     *     last, rather than the bytes that kernels allow; the peak is then a lower bound for all plans
     */
    SegmentSimulator(RowNetwork network, boolean optimistic) {
        this.network = network;
        this.optimistic = optimistic;
        done = new int[network.stages.size()];
        allocated = new int[network.rows.length];
        readers = new int[network.rows.length][];
        for (int s = 0; s < readers.length; s++) {
            readers[s] = new int[network.rows[s]];
        }
        isKnown = new boolean[network.rows.length];
    }

    /**
     * The peak of live bytes while the stages from..to (inclusive) run as one segment, or any number above the limit when the
     * peak exceeds it.
     *
     * @param parts the tile size of the stages
     */
    long peak(int first, int last, TileSize parts, long most) {
        tileSize = parts;
        from = first;
        to = last;
        limit = most;
        record.clear();
        live = network.liveBefore(first);
        Arrays.fill(done, first, last + 1, 0);
        for (int i = first; i <= last; i++) {
            Stage stage = network.stages.get(i);
            begin(stage.aliasSet());
            stage.operands().forEach(operand -> begin(operand.aliasSet()));
        }
        peak = first == 0 ? Math.max(live, network.residentBytes()) : live;
        run();
        return peak;
    }

    private void begin(int aliasSet) {
        isKnown[aliasSet] = false;
        allocated[aliasSet] = network.producer[aliasSet] < from ? network.rows[aliasSet] : 0;
    }

    int stepCount() {
        return record.size();
    }

    List<RowStep> steps() {
        return List.copyOf(record);
    }

    private void run() {
        List<Integer> sinks = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            if (isSink(i)) {
                sinks.add(i);
            }
        }
        while (!sinks.isEmpty() && peak <= limit) {
            int next = sinks.get(0);
            double least = Double.MAX_VALUE;
            for (int sink : sinks) {
                double fraction = (done[sink] + 1.0) / units(sink);
                if (fraction < least) {
                    least = fraction;
                    next = sink;
                }
            }
            advance(next);
            if (done[next] == units(next)) {
                sinks.remove(Integer.valueOf(next));
            }
        }
        for (int i = from; i <= to; i++) {
            while (done[i] < units(i) && peak <= limit) {
                advance(i);
            }
        }
    }

    private boolean isSink(int stage) {
        for (int reader : network.readerStages[network.stages.get(stage).aliasSet()]) {
            if (reader <= to) {
                return false;
            }
        }
        return true;
    }

    private boolean accumulating(int stage) {
        Stage s = network.stages.get(stage);
        return s.accumulates() && network.producer[s.operands().get(0).aliasSet()] >= from;
    }

    private int units(int stage) {
        Stage s = network.stages.get(stage);
        return accumulating(stage) ? network.rows[s.operands().get(0).aliasSet()] : s.rows();
    }

    /** Makes rows of an alias set until the first ones, {@code rows} in number, exist. */
    private void demand(int aliasSet, int rows) {
        int maker = network.producer[aliasSet];
        if (maker < from) {
            return;
        }
        while (allocated[aliasSet] < rows && peak <= limit) {
            advance(maker);
        }
    }

    /** Whether the rows of a stage are made slice by slice for a reader in this segment. */
    private boolean fused(int stage) {
        return stage >= from
                && tileSize.slices() > 1
                && network.fusible(stage)
                && !accumulating(stage)
                && network.readerStages[network.stages.get(stage).aliasSet()][0] <= to;
    }

    private void advance(int stage) {
        Stage s = network.stages.get(stage);
        int row = done[stage];
        if (accumulating(stage)) {
            accumulate(stage, s, row);
            return;
        }
        if (fused(stage)) {
            // The reader asks for all rows that it needs: these are the rest.
            makeSlices(stage, s, s.rows(), -1);
            return;
        }
        int maker = s.operands().isEmpty()
                ? -1
                : network.producer[s.operands().get(0).aliasSet()];
        if (maker >= 0 && fused(maker)) {
            makeSlices(maker, network.stages.get(maker), s.operands().get(0).end(row), stage);
            return;
        }
        int end = Math.min(s.rows(), row + tileSize.rows());
        int rows = end - row;
        for (Operand operand : s.operands()) {
            demand(operand.aliasSet(), operand.end(row, end));
        }
        done[stage] = end;
        long made = (long) rows * s.rowBytes();
        long discount = 0;
        long freed = 0;
        for (Operand operand : s.operands()) {
            long bytes = finish(operand, row, end);
            freed += bytes;
            if (optimistic || s.inPlace()) {
                discount = Math.min(discount + bytes, made);
            } else if (bytes > 0 && rows == 1) {
                discount = Math.max(discount, operand.shared());
            }
        }
        record.add(new RowStep(stage, row, end, 0, s.channels(), RowStep.Kind.MAKE));
        peak = Math.max(peak, live + made - discount);
        live += made - freed - allocate(s.aliasSet(), rows * s.rowsPerRow());
    }

    /** Makes rows of a stage up to an end, and the next row of its reader, one channel slice at a time. */
    private void makeSlices(int maker, Stage m, int end, int reader) {
        int aliasSet = m.aliasSet();
        int before = allocated[aliasSet];
        int fresh = Math.max(0, end - before);
        if (fresh > 0) {
            for (Operand operand : m.operands()) {
                demand(operand.aliasSet(), operand.end(done[maker], end));
            }
        }
        int width = tileSize.sliceChannels(m.channels());
        int start = done[maker];
        int row = reader < 0 ? -1 : done[reader];
        long freed = allocate(aliasSet, fresh);
        if (reader >= 0) {
            freed += finish(network.stages.get(reader).operands().get(0), row, row + 1);
        }
        long made = reader < 0 ? 0 : network.stages.get(reader).rowBytes();
        long freedOperands = 0;
        for (Operand operand : m.operands()) {
            freedOperands += finish(operand, start, start + fresh);
        }
        long channelBytes = m.rowBytes() / m.channels();
        long freedRows = freed / m.rowBytes();
        for (int channel = 0; channel < m.channels(); channel += width) {
            int channels = Math.min(width, m.channels() - channel);
            if (fresh > 0) {
                record.add(new RowStep(maker, start, start + fresh, channel, channels, RowStep.Kind.MAKE));
            }
            if (reader >= 0) {
                record.add(new RowStep(reader, row, row + 1, channel, channels, RowStep.Kind.MAKE));
            }
            // Of each row that is read for the last time, this slice and the following ones are still live.
            long slices = ((long) fresh * (channel + channels) - freedRows * channel) * channelBytes;
            long discount = optimistic ? Math.min(made + slices, freedOperands) : 0;
            peak = Math.max(peak, live + made + slices - discount);
        }
        live += made + (long) fresh * m.rowBytes() - freed - freedOperands;
        done[maker] += fresh;
        if (reader >= 0) {
            done[reader]++;
            Stage read = network.stages.get(reader);
            live -= allocate(read.aliasSet(), read.rowsPerRow());
        }
    }

    private void accumulate(int stage, Stage s, int row) {
        int source = s.operands().get(0).aliasSet();
        demand(source, row + 1);
        if (row == 0) {
            live += Math.max(s.accumulatorBytes(), s.rowBytes());
        }
        peak = Math.max(peak, live);
        done[stage] = row + 1;
        record.add(new RowStep(stage, row, row + 1, 0, s.channels(), RowStep.Kind.TAKE_ROWS));
        live -= finish(source, row);
        if (row + 1 == network.rows[source]) {
            live -= Math.max(0, s.accumulatorBytes() - s.rowBytes());
            live -= allocate(s.aliasSet(), network.rows[s.aliasSet()]);
        }
    }

    /** Records that the next rows of an alias set exist; returns the bytes of those that have no reader. */
    private long allocate(int aliasSet, int rows) {
        int[] left = readers(aliasSet);
        int unread = 0;
        for (int row = allocated[aliasSet]; row < allocated[aliasSet] + rows; row++) {
            unread += left[row] == 0 ? 1 : 0;
        }
        allocated[aliasSet] += rows;
        return (long) unread * network.rowBytes[aliasSet];
    }

    /** Records that some output rows have read an operand; returns the bytes of operand rows that have no reader left. */
    private long finish(Operand operand, int row, int end) {
        long bytes = 0;
        for (int r = row; r < end; r++) {
            for (int i = 0; i < operand.lastReadCount(r); i++) {
                bytes += finish(operand.aliasSet(), operand.lastRead(r, i));
            }
        }
        return bytes;
    }

    /** Records that one more reader has read a row; returns its bytes when no reader is left. */
    private long finish(int aliasSet, int row) {
        return --readers(aliasSet)[row] == 0 ? network.rowBytes[aliasSet] : 0;
    }

    private int[] readers(int aliasSet) {
        if (!isKnown[aliasSet]) {
            isKnown[aliasSet] = true;
            network.readersFrom(from, aliasSet, readers[aliasSet]);
        }
        return readers[aliasSet];
    }
}
