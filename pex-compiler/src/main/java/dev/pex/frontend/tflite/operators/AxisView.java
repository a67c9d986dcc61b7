package dev.pex.frontend.tflite.operators;

import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Declared dimensions seen as rows x columns x channels: each dimension belongs to one axis, axes in
 * the order of the dimensions. Operators that treat dimensions differently need a view in which no
 * axis mixes dimensions that are treated differently.
 *
 * @param axes the axis of each dimension
 */
public record AxisView(List<Axis> axes) {
    /** Label of a dimension of extent 1, which may join any axis. */
    public static final int NEUTRAL = -1;

    public AxisView {
        axes = List.copyOf(axes);
    }

    /** The axes of the dimensions of {@link Extent#ofShape}. */
    public static AxisView canonical(List<Integer> shape) {
        int rank = shape.size();
        Axis[] axes = new Axis[rank];
        Arrays.fill(axes, Axis.ROWS);
        int first = rank >= 3 && shape.get(0) == 1 ? 1 : 0;
        if (rank - 1 - first >= 2) {
            axes[rank - 2] = Axis.COLUMNS;
        }
        if (rank >= 1) {
            axes[rank - 1] = Axis.CHANNELS;
        }
        return new AxisView(Arrays.asList(axes));
    }

    /**
     * A view in which each axis has dimensions of one label only: the canonical one where possible, else
     * neighbours of the same label are merged; empty when that leaves more than three.
     */
    public static Optional<AxisView> separating(List<Integer> shape, int[] labels) {
        AxisView canonical = canonical(shape);
        return canonical.separates(labels) ? Optional.of(canonical) : merged(labels);
    }

    /** A view in which one dimension shares its axis with dimensions of 1 only. */
    public static AxisView around(List<Integer> shape, int dimension) {
        int[] labels = new int[shape.size()];
        for (int d = 0; d < labels.length; d++) {
            int side = d < dimension ? 0 : 1;
            labels[d] = d == dimension ? 2 : shape.get(d) == 1 ? NEUTRAL : side;
        }
        return separating(shape, labels).orElseThrow();
    }

    /** The extent of dimensions under this view. */
    public Extent extent(List<Integer> dimensions) {
        Extent extent = new Extent(1, 1, 1);
        for (int d = 0; d < axes.size(); d++) {
            Axis axis = axes.get(d);
            extent = extent.with(axis, Math.multiplyExact(extent.along(axis), dimensions.get(d)));
        }
        return extent;
    }

    /** The axes of the given number of merged dimensions. */
    public static List<Axis> ofGroups(int count) {
        return switch (count) {
            case 0, 1 -> List.of(Axis.CHANNELS);
            case 2 -> List.of(Axis.ROWS, Axis.CHANNELS);
            default -> List.of(Axis.ROWS, Axis.COLUMNS, Axis.CHANNELS);
        };
    }

    private boolean separates(int[] labels) {
        Map<Axis, Integer> seen = new EnumMap<>(Axis.class);
        for (int d = 0; d < labels.length; d++) {
            if (labels[d] != NEUTRAL) {
                Integer other = seen.putIfAbsent(axes.get(d), labels[d]);
                if (other != null && other != labels[d]) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Optional<AxisView> merged(int[] labels) {
        List<Integer> groupOf = new ArrayList<>();
        int groups = 0;
        int current = NEUTRAL;
        for (int label : labels) {
            if (label != NEUTRAL && label != current) {
                current = label;
                groups++;
            }
            groupOf.add(Math.max(groups - 1, 0));
        }
        if (groups > 3) {
            return Optional.empty();
        }
        List<Axis> axes = ofGroups(groups);
        return Optional.of(new AxisView(groupOf.stream().map(axes::get).toList()));
    }
}
