/** Which tensors share bytes, and in which rows those bytes are placed. */
@NullMarked
package dev.pex.storage;

import org.jspecify.annotations.NullMarked;
