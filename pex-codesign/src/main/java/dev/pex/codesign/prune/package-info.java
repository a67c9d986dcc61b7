/** Removes channels from networks in training, with the compiler in the loop. */
@NullMarked
package dev.pex.codesign.prune;

import org.jspecify.annotations.NullMarked;
