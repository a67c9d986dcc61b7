/** Post-training quantisation: networks of real numbers become int8. docs/QUANTISATION.md has the formulas. */
@NullMarked
package dev.pex.quantize;

import org.jspecify.annotations.NullMarked;
