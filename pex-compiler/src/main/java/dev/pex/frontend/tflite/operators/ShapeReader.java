package dev.pex.frontend.tflite.operators;

import dev.pex.frontend.tflite.file.Limit;

/** SHAPE: only the shape of another operator's output may be made of its result, which is never computed. */
final class ShapeReader implements OperatorReader {
    private static final Limit SHAPES_ONLY =
            Limit.of("SHAPE that only tells RESHAPE or TRANSPOSE_CONV the shape of the output");
    private static final Form FORM = Form.moving(SHAPES_ONLY).noting("it vanishes");

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void read(OperatorContext operator) {
        operator.require(SHAPES_ONLY, false, () -> "its result is used as data");
    }
}
