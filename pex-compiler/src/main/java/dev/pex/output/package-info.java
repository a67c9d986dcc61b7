/** Brings the files of a compilation to disk: only what changed, and never half of it. */
@NullMarked
package dev.pex.output;

import org.jspecify.annotations.NullMarked;
