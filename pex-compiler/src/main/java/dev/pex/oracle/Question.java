package dev.pex.oracle;

import dev.pex.kernel.Tuning;
import dev.pex.plan.InputMode;
import dev.pex.schedule.PartialExecution;

/**
 * How the networks that an oracle is asked about are to be compiled.
 *
 * @param tuning the kernels that run them
 * @param inputMode whether inputs lie in the arena before an inference or arrive while it runs
 * @param partialExecution what may be cut into parts
 */
public record Question(Tuning tuning, InputMode inputMode, PartialExecution partialExecution) {}
