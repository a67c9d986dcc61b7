/** Which tensors share bytes, and in which rows those bytes are placed. */
@NullMarked
package dev.pex.alias;

import org.jspecify.annotations.NullMarked;
