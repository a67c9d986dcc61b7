/** Post-training quantisation: makes int8 graphs from float networks. docs/QUANTISATION.md has the formulas. */
@NullMarked
package dev.pex.quantize;

import org.jspecify.annotations.NullMarked;
