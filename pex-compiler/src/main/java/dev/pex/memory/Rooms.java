package dev.pex.memory;

import java.util.List;
import java.util.TreeMap;

/**
 * How many bytes are kept free for row blocks. Rows of nearly equal size that come and go in turn leave gaps in which no other row
 * fits. When each has as much room as the largest of them, the place that one leaves is right for the next one, whichever tensor
 * it is of. So a network with a few channels less does not need more memory.
 */
final class Rooms {
    private Rooms() {}

    /**
     * The bytes for each row block, at least its own.
     *
     * @param percent a row block gets the bytes of a larger one that is larger by at most so much of its own size; 0 for its own
     */
    static int[] of(List<RowBlock> rowBlocks, int percent) {
        TreeMap<Integer, Integer> rooms = new TreeMap<>();
        rowBlocks.forEach(rowBlock -> rooms.put(rowBlock.bytes(), rowBlock.bytes()));
        long room = Integer.MAX_VALUE;
        for (int bytes : List.copyOf(rooms.descendingKeySet())) {
            if (bytes * (100L + percent) < room * 100) {
                room = bytes;
            }
            rooms.put(bytes, (int) room);
        }
        return rowBlocks.stream()
                .mapToInt(rowBlock -> rooms.getOrDefault(rowBlock.bytes(), rowBlock.bytes()))
                .toArray();
    }
}
