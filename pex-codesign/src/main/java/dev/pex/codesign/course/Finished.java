package dev.pex.codesign.course;

import dev.pex.codesign.state.TrainingState;

/**
 * What a training made.
 *
 * @param state after the last epoch
 * @param log a table of all epochs as comma-separated values
 */
public record Finished(TrainingState state, String log) {}
