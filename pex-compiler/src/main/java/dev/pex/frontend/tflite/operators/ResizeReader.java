package dev.pex.frontend.tflite.operators;

import dev.pex.frontend.tflite.file.CheckedTable;
import dev.pex.frontend.tflite.file.Limit;
import dev.pex.operator.Resampling;
import dev.pex.operator.ResizeBilinear;
import dev.pex.operator.ResizeNearest;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** RESIZE_BILINEAR and RESIZE_NEAREST_NEIGHBOR to a constant number of rows and columns. */
final class ResizeReader implements OperatorReader {
    /** Positions are 32-bit integers of 2^-10 on the device. */
    private static final int LARGEST = 65535;

    private static final Limit SIZE = Limit.of("up to " + LARGEST + " rows and columns");
    private static final Limit ONE_GRID = Limit.of("aligned corners, half pixel centres or neither");
    private static final Form BILINEAR =
            Form.of(Types.COMPUTED, OperatorContext.ONE_BATCH, SIZE, ONE_GRID).noting("constant size");
    private static final Form NEAREST = Form.moving(Types.MOVED, OperatorContext.ONE_BATCH, SIZE)
            .noting("constant size; aligned corners, half pixel centres, both or neither");

    private final boolean bilinear;

    private ResizeReader(boolean bilinear) {
        this.bilinear = bilinear;
    }

    static ResizeReader bilinear() {
        return new ResizeReader(true);
    }

    static ResizeReader nearest() {
        return new ResizeReader(false);
    }

    @Override
    public Form form() {
        return bilinear ? BILINEAR : NEAREST;
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(2, 2);
        Resampling resampling = resampling(operator);
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        operator.require(bilinear ? Types.COMPUTED : Types.MOVED, input);
        operator.requireSameType(input, output);
        operator.requireImages(input, output);
        requireSize(operator, output);
        for (Axis axis : List.of(Axis.ROWS, Axis.COLUMNS)) {
            operator.require(
                    SIZE,
                    input.extent().along(axis) <= LARGEST && output.extent().along(axis) <= LARGEST,
                    () -> "it resizes " + input.extent() + " to " + output.extent());
        }
        operator.add(
                bilinear
                        ? new ResizeBilinear(operator.origin(), input.id(), output.id(), resampling)
                        : new ResizeNearest(operator.origin(), input.id(), output.id(), resampling));
    }

    /** The flags come after two outdated fields in one schema table and at the start of the other. */
    private Resampling resampling(OperatorContext operator) {
        CheckedTable options = operator.options();
        int first = bilinear ? 2 : 0;
        Resampling resampling =
                new Resampling(options.bool("align_corners", first), options.bool("half_pixel_centers", first + 1));
        if (bilinear) {
            operator.require(
                    ONE_GRID,
                    !resampling.alignCorners() || !resampling.halfPixelCenters(),
                    () -> "it aligns corners and takes half pixel centres");
        }
        return resampling;
    }

    private static void requireSize(OperatorContext operator, Tensor output) {
        Ints size = operator.ints(1);
        boolean fits = size.size() == 2
                && size.get(0) == output.extent().rows()
                && size.get(1) == output.extent().columns();
        if (!fits) {
            throw operator.invalid("its output has the shape " + output.shape() + " but its size is "
                    + Arrays.toString(size.toArray()));
        }
    }
}
