/** Figures of a compilation, as text and as JSON. */
@NullMarked
package dev.pex.report;

import org.jspecify.annotations.NullMarked;
