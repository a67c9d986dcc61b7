package dev.pex.verify;

import java.util.Arrays;

/** What every byte of the arena holds: which byte of which tensor. */
final class Shadow {
    /** Nothing of meaning. */
    static final int NOTHING = -1;

    private final int[] tensor;
    private final int[] index;
    /** The last step that read the byte, and which byte of its operand it was. */
    private final int[] readStep;

    private final int[] readElement;

    Shadow(int bytes) {
        tensor = new int[bytes];
        index = new int[bytes];
        readStep = new int[bytes];
        readElement = new int[bytes];
        Arrays.fill(tensor, NOTHING);
        Arrays.fill(readStep, NOTHING);
    }

    int size() {
        return tensor.length;
    }

    void write(int address, int owner, int byteIndex) {
        tensor[address] = owner;
        index[address] = byteIndex;
    }

    boolean holds(int address, int owner, int byteIndex) {
        return tensor[address] == owner && index[address] == byteIndex;
    }

    int owner(int address) {
        return tensor[address];
    }

    /** Notes that a step reads a byte which belongs to the given element, counted in flat order. */
    void noteRead(int address, int step, int element) {
        if (readStep[address] != step) {
            readStep[address] = step;
            readElement[address] = element;
        } else {
            readElement[address] = Math.max(readElement[address], element);
        }
    }

    /** Takes back that some element of the step, nobody knows which, reads the byte. */
    void forgetRead(int address, int step) {
        if (readStep[address] == step && readElement[address] == Integer.MAX_VALUE) {
            readElement[address] = 0;
        }
    }

    /** The highest element that the step reads at the address; {@link #NOTHING} when it reads none. */
    int elementRead(int address, int step) {
        return readStep[address] == step ? readElement[address] : NOTHING;
    }
}
