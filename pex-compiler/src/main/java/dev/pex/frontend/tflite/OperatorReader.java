package dev.pex.frontend.tflite;

/** Turns one kind of operator of the file into operators of the network. */
interface OperatorReader {
    /**
     * Reads an operator.
     *
     * @throws Problems.Rejection when it cannot be read; the reason has been reported
     */
    void read(OperatorContext operator);

    /** Whether the operator only moves or converts numbers, so that its int8 and uint8 tensors need no quantisation. */
    default boolean takesPlainNumbers() {
        return false;
    }

    /** The forms that are supported, for docs/OPERATORS.md. */
    default String form() {
        return "int8";
    }
}
