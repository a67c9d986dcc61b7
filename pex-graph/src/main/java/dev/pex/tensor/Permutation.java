package dev.pex.tensor;

import java.util.EnumSet;

/**
 * A permutation of the axes.
 *
 * @param rows the input axis that becomes the output's rows
 * @param columns the input axis that becomes the output's columns
 * @param channels the input axis that becomes the output's channels
 */
public record Permutation(Axis rows, Axis columns, Axis channels) {
    public Permutation {
        if (EnumSet.of(rows, columns, channels).size() != 3) {
            throw new IllegalArgumentException(rows + ", " + columns + ", " + channels + " is no permutation");
        }
    }

    /** The input axis that becomes the given output axis. */
    public Axis source(Axis output) {
        return switch (output) {
            case ROWS -> rows;
            case COLUMNS -> columns;
            case CHANNELS -> channels;
        };
    }

    /** The same permutation between tensors whose rows and columns are exchanged. */
    public Permutation transposed() {
        return new Permutation(columns.transposed(), rows.transposed(), channels.transposed());
    }
}
