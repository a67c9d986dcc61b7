package dev.pex.host;

import dev.pex.tensor.Bytes;
import java.util.SortedMap;

/** Compiles a generated model for the host, runs one inference and leaves nothing behind. */
public final class HostRunner {
    private final HostToolchain toolchain;

    public HostRunner(HostToolchain toolchain) {
        this.toolchain = toolchain;
    }

    /**
     * Runs one inference.
     *
     * @param files contents of the output folder of a compilation
     * @param model name of the model
     * @param input all inputs one after the other
     * @return all outputs one after the other
     * @throws dev.pex.diagnostic.DiagnosticException when the input has the wrong size, or the compiler
     *     or the program fails
     */
    public Bytes run(SortedMap<String, Bytes> files, String model, Bytes input) {
        ModelInterface.of(files, model).requireInput(input);
        try (HostProgram program = HostProgram.compile(files, model, toolchain)) {
            return program.run(input);
        }
    }
}
