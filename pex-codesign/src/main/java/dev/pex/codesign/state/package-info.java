/** Networks between two epochs of training, as immutable values: all that a checkpoint holds. */
@NullMarked
package dev.pex.codesign.state;

import org.jspecify.annotations.NullMarked;
