package dev.pex.codesign.app;

import dev.pex.codesign.data.Evaluation;
import java.nio.file.Path;
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
 */
public record Outcome(
        Path folder,
        String network,
        Evaluation validation,
        Optional<Evaluation> test,
        int arenaBytes,
        int flashBytes,
        long macs) {}
