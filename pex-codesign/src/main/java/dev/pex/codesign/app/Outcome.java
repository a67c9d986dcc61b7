package dev.pex.codesign.app;

import dev.pex.codesign.data.Evaluation;
import dev.pex.diagnostic.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a job made.
 *
 * @param folder with the files
 * @param network name of the network
 * @param validation of the generated C
 * @param test of the generated C; empty unless it was asked for
 * @param arenaBytes size of its arena
 * @param flashBytes constants and schedule of its C
 * @param macs multiply-accumulates of an inference
 * @param warnings what somebody should know who uses it
 */
public record Outcome(
        Path folder,
        String network,
        Evaluation validation,
        Optional<Evaluation> test,
        int arenaBytes,
        int flashBytes,
        long macs,
        List<Diagnostic> warnings) {
    public Outcome {
        warnings = List.copyOf(warnings);
    }

    /**
     * Where the C of its front end is, if it hears.
     *
     * @param folder with all files of the network
     * @param network its name
     */
    public static Path frontEnd(Path folder, String network) {
        return folder.resolve(network + "_sound");
    }
}
