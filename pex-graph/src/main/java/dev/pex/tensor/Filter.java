package dev.pex.tensor;

/**
 * Constant weights.
 *
 * @param type of one weight; every operator's are INT8 today
 * @param weights in the order of the operator that owns them, {@link ElementType#bytes} each
 * @param scales one for all output channels, or one for each
 * @param zeroPoint 0 except for a per-tensor fully connected layer
 */
public record Filter(ElementType type, Bytes weights, Floats scales, int zeroPoint) {
    public Filter {
        if (!type.isQuantized() || weights.size() % type.bytes() != 0) {
            throw new IllegalArgumentException(weights.size() + " bytes of weights of " + type);
        }
    }

    /** INT8 weights. */
    public Filter(Bytes weights, Floats scales, int zeroPoint) {
        this(ElementType.INT8, weights, scales, zeroPoint);
    }

    /** How many weights there are. */
    public int count() {
        return weights.size() / type.bytes();
    }

    /** The filter of an operator in a float network, whose weights lie beside the graph. */
    public static final Filter NONE = new Filter(Bytes.copyOf(new byte[0]), Floats.copyOf(), 0);

    /** Scale of the weights that produce an output channel. */
    public float scale(int outputChannel) {
        return scales.get(scales.size() == 1 ? 0 : outputChannel);
    }

    /**
     * Some of the weights.
     *
     * @param indices of the weights
     * @param outputChannels the channels that they belong to, as indices of scales
     */
    public Filter select(Ints indices, Ints outputChannels) {
        return new Filter(
                type,
                weights.select(indices, type.bytes()),
                scales.size() == 1 ? scales : scales.select(outputChannels),
                zeroPoint);
    }

    /**
     * The same filter with the rows and columns of its kernel exchanged. Only weights that lie in the order [outer][kernel
     * row][kernel column][inner] have this form.
     *
     * @param outer how many kernels lie one behind the other
     * @param rows rows of the kernel
     * @param columns columns of the kernel
     */
    public Filter transposed(int outer, int rows, int columns) {
        if (rows == 1 || columns == 1) {
            return this;
        }
        int inner = weights.size() / (outer * rows * columns);
        byte[] old = weights.toArray();
        byte[] exchanged = new byte[old.length];
        int to = 0;
        for (int kernel = 0; kernel < outer; kernel++) {
            for (int column = 0; column < columns; column++) {
                for (int row = 0; row < rows; row++) {
                    System.arraycopy(old, ((kernel * rows + row) * columns + column) * inner, exchanged, to, inner);
                    to += inner;
                }
            }
        }
        return new Filter(Bytes.copyOf(exchanged), scales, zeroPoint);
    }
}
