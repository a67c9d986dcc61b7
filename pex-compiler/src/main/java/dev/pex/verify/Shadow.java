package dev.pex.verify;

/** What every byte holds: which byte of which tensor. */
final class Shadow {
    /** Nothing of meaning. */
    static final int NOTHING = -1;

    private final Pages tensor;
    private final Pages index;
    /** The last step that read the byte, and which byte of its operand it was. */
    private final Pages readStep;

    private final Pages readElement;

    Shadow(int bytes) {
        tensor = new Pages(bytes, NOTHING);
        index = new Pages(bytes, 0);
        readStep = new Pages(bytes, NOTHING);
        readElement = new Pages(bytes, 0);
    }

    void write(int address, int owner, int byteIndex) {
        tensor.set(address, owner);
        index.set(address, byteIndex);
    }

    boolean holds(int address, int owner, int byteIndex) {
        return tensor.get(address) == owner && index.get(address) == byteIndex;
    }

    int owner(int address) {
        return tensor.get(address);
    }

    /** Notes that a step reads a byte which belongs to the given element, counted in flat order. */
    void noteRead(int address, int step, int element) {
        if (readStep.get(address) != step) {
            readStep.set(address, step);
            readElement.set(address, element);
        } else if (readElement.get(address) < element) {
            readElement.set(address, element);
        }
    }

    /** Takes back that some element of the step, nobody knows which, reads the byte. */
    void forgetRead(int address, int step) {
        if (readStep.get(address) == step && readElement.get(address) == Integer.MAX_VALUE) {
            readElement.set(address, 0);
        }
    }

    /** The highest element that the step reads at the address; {@link #NOTHING} when it reads none. */
    int elementRead(int address, int step) {
        return readStep.get(address) == step ? readElement.get(address) : NOTHING;
    }
}
