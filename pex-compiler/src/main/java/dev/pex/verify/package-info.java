/** Proof that a plan computes its network; independent of scheduler and memory planner. */
@NullMarked
package dev.pex.verify;

import org.jspecify.annotations.NullMarked;
