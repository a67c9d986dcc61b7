package dev.pex.codesign.course;

import dev.pex.codesign.data.Samples;
import dev.pex.codesign.data.Sha256;
import dev.pex.codesign.prune.NetworkOracle;
import dev.pex.codesign.prune.PruningPlan;
import dev.pex.codesign.recipe.Recipe;
import dev.pex.codesign.state.TrainingState;
import dev.pex.tensor.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * All that decides a training.
 *
 * @param start the network at its beginning
 * @param training samples to learn from
 * @param validation samples that choices are made by
 * @param data digest of the samples
 * @param teacher a network whose scores are learnt, too
 */
public record Setup(
        TrainingState start,
        Samples training,
        Samples validation,
        Bytes data,
        Recipe recipe,
        Optional<Pruning> pruning,
        Optional<TrainingState> teacher) {

    /**
     * How the network becomes narrower.
     *
     * @param oracle answers for the start and what is narrower
     */
    public record Pruning(PruningPlan plan, NetworkOracle oracle) {}

    /** A digest of everything, so that a checkpoint of another training is told apart. */
    Bytes digest() {
        MessageDigest digest = Sha256.begin();
        new Checkpoint(data, recipe.done(), start, List.of(), "").addTo(digest);
        String plan =
                pruning.map(own -> own.plan() + " " + own.oracle().question()).orElse("");
        digest.update((recipe + plan).getBytes(StandardCharsets.UTF_8));
        teacher.ifPresent(master -> new Checkpoint(data, 0, master, List.of(), "").addTo(digest));
        return Bytes.copyOf(digest.digest());
    }
}
