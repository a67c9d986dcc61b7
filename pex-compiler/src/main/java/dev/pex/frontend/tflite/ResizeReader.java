package dev.pex.frontend.tflite;

import dev.pex.operator.Resampling;
import dev.pex.operator.ResizeBilinear;
import dev.pex.operator.ResizeNearest;
import dev.pex.tensor.Axis;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** RESIZE_BILINEAR and RESIZE_NEAREST_NEIGHBOR to a constant number of rows and columns. */
final class ResizeReader implements OperatorReader {
    private static final int BILINEAR_OPTIONS = 15;
    private static final int NEAREST_OPTIONS = 74;

    /** Positions are 32-bit integers of 2^-10 on the device. */
    private static final int LARGEST = 65535;

    private final boolean bilinear;

    ResizeReader(boolean bilinear) {
        this.bilinear = bilinear;
    }

    @Override
    public boolean takesPlainNumbers() {
        return !bilinear;
    }

    @Override
    public String form() {
        return (bilinear ? "int8" : "int8, uint8 or float32") + "; constant size; aligned corners, half pixel centres";
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(2, 2);
        Resampling resampling = resampling(operator);
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        if (bilinear) {
            operator.requireNumbers(input);
        } else {
            operator.requireType(input, ElementType.INT8, ElementType.UINT8, ElementType.FLOAT32);
        }
        operator.requireSameType(input, output);
        operator.requireImage(input);
        operator.requireImage(output);
        requireSize(operator, output);
        for (Axis axis : List.of(Axis.ROWS, Axis.COLUMNS)) {
            if (input.extent().along(axis) > LARGEST || output.extent().along(axis) > LARGEST) {
                throw operator.problems()
                        .unsupported(
                                "it resizes " + input.extent() + " to " + output.extent(),
                                "up to " + LARGEST + " rows and columns");
            }
        }
        operator.add(
                bilinear
                        ? new ResizeBilinear(operator.origin(), input.id(), output.id(), resampling)
                        : new ResizeNearest(operator.origin(), input.id(), output.id(), resampling));
    }

    /** The flags lie behind two outdated fields in one schema table and at the start of the other. */
    private Resampling resampling(OperatorContext operator) {
        CheckedTable options = operator.options(bilinear ? BILINEAR_OPTIONS : NEAREST_OPTIONS);
        int first = bilinear ? 2 : 0;
        Resampling resampling =
                new Resampling(options.bool("align_corners", first), options.bool("half_pixel_centers", first + 1));
        if (bilinear && resampling.alignCorners() && resampling.halfPixelCenters()) {
            throw operator.problems()
                    .unsupported("it aligns corners and takes half pixel centres", "one of the two or neither");
        }
        return resampling;
    }

    private static void requireSize(OperatorContext operator, Tensor output) {
        Ints size = operator.file().ints(operator.operand(1), operator.problems());
        boolean fits = size.size() == 2
                && size.get(0) == output.extent().rows()
                && size.get(1) == output.extent().columns();
        if (!fits) {
            throw operator.problems()
                    .invalid("its output has the shape " + output.shape() + " but its size is "
                            + Arrays.toString(size.toArray()));
        }
    }
}
