/** Alias sets: which tensors share bytes, and in which rows those bytes are placed. Sub-buffers: which alias sets lie inside others. */
@NullMarked
package dev.pex.alias;

import org.jspecify.annotations.NullMarked;
