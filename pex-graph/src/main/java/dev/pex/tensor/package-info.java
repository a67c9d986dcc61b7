/** Tensors and parts of them: extents, axes, element types and constant data. */
@NullMarked
package dev.pex.tensor;

import org.jspecify.annotations.NullMarked;
