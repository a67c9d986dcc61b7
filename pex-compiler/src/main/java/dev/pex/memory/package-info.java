/** The memory map: lifetimes, in-place reuse, rolling buffers and exact placement. */
@NullMarked
package dev.pex.memory;

import org.jspecify.annotations.NullMarked;
