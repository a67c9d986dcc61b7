/** Whole trainings: epochs, pruning between them, checkpoints. */
@NullMarked
package dev.pex.codesign.course;

import org.jspecify.annotations.NullMarked;
