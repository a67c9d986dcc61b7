package dev.pex.dsl;

import dev.pex.tensor.Extent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The shape of a tensor; the last dimension is the channels. Four dimensions are an image, {@code [1, rows, columns,
 * channels]}; {@link Extent#ofShape} defines rows, columns and channels of other shapes.
 */
public record Shape(List<Integer> dimensions) {
    private static final int IMAGE_RANK = 4;

    public Shape {
        dimensions = List.copyOf(dimensions);
        long elements = 1;
        for (int dimension : dimensions) {
            if (dimension < 1) {
                throw DslException.of("shape " + dimensions + ": its dimensions must be positive");
            }
            elements = Math.min(elements * dimension, Integer.MAX_VALUE + 1L);
        }
        if (elements > Integer.MAX_VALUE) {
            throw DslException.of("shape " + dimensions + ": it has more than " + Integer.MAX_VALUE + " elements");
        }
        if (dimensions.size() == IMAGE_RANK && dimensions.get(0) != 1) {
            throw DslException.of("shape " + dimensions + ": its batch is " + dimensions.get(0) + "; it must be 1");
        }
    }

    public static Shape of(int... dimensions) {
        return new Shape(Arrays.stream(dimensions).boxed().toList());
    }

    /** Rows x columns x channels with the same flat order of elements. */
    public Extent extent() {
        return Extent.ofShape(dimensions);
    }

    boolean isImage() {
        return dimensions.size() == IMAGE_RANK;
    }

    Shape withChannels(int channels) {
        List<Integer> changed = new ArrayList<>(dimensions);
        if (changed.isEmpty()) {
            changed.add(channels);
        } else {
            changed.set(changed.size() - 1, channels);
        }
        return new Shape(changed);
    }

    @Override
    public String toString() {
        return dimensions.toString();
    }
}
