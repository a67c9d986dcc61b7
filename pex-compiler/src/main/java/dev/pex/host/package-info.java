/** Compiles generated C for the machine that Pex runs on, and runs it there. */
@NullMarked
package dev.pex.host;

import org.jspecify.annotations.NullMarked;
