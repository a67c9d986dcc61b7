package dev.pex.frontend.tflite;

/** SHAPE: only {@link ShapeArithmetic} may read its result, and that is never computed. */
final class ShapeReader implements OperatorReader {
    static final int BUILTIN = 77;

    @Override
    public String form() {
        return "vanishes where only the shape of a RESHAPE or TRANSPOSE_CONV reads it";
    }

    @Override
    public void read(OperatorContext operator) {
        throw operator.problems()
                .unsupported(
                        "its result is used as data",
                        "SHAPE that only tells RESHAPE or TRANSPOSE_CONV the shape of the output");
    }
}
