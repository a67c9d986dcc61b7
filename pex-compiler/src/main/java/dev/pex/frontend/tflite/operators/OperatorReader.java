package dev.pex.frontend.tflite.operators;

import dev.pex.frontend.tflite.file.Problems;

/** Turns one kind of operator of the file into operators of the network. */
public interface OperatorReader {
    /** The forms that it reads. */
    Form form();

    /**
     * Reads an operator.
     *
     * @throws Problems.Rejection when it cannot be read; the reason has been reported
     */
    void read(OperatorContext operator);
}
