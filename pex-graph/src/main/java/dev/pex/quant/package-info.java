/** Integer arithmetic of quantised operators, as docs/NUMERICS.md defines it. */
@NullMarked
package dev.pex.quant;

import org.jspecify.annotations.NullMarked;
