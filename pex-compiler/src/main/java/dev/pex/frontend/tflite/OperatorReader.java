package dev.pex.frontend.tflite;

/** Turns one kind of operator of the file into operators of the network. */
interface OperatorReader {
    /**
     * Reads an operator.
     *
     * @throws Problems.Rejection when it cannot be read; the reason has been reported
     */
    void read(OperatorContext operator);

    /** The forms that are supported, for docs/OPERATORS.md. */
    default String form() {
        return "int8";
    }
}
