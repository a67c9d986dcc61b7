/** Compiles generated C for the machine that runs Pex, and runs it there. */
@NullMarked
package dev.pex.host;

import org.jspecify.annotations.NullMarked;
