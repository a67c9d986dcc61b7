package dev.pex.frontend;

import dev.pex.diagnostic.DiagnosticException;
import dev.pex.diagnostic.Diagnostics;

/**
 * Reads model files of one format. The content of a file is never trusted. What is read is as the file has it: a float
 * network is quantised by the compiler, not here.
 */
public interface FrontEnd {
    /**
     * Reads a network.
     *
     * @param name the network's name
     * @param location what the user calls the file, for messages
     * @param file the file's content
     * @param diagnostics receives all that is wrong with the model, and warnings
     * @throws DiagnosticException when the model is malformed, invalid or not supported, with all that
     *     has been reported
     */
    ReadModel read(String name, String location, byte[] file, Diagnostics diagnostics);
}
