/** Writes the files of a compilation to disk: only changed files, and all of them or none. */
@NullMarked
package dev.pex.output;

import org.jspecify.annotations.NullMarked;
