/** Rewrite rules that make an equivalent, cheaper network; one rule per class. */
@NullMarked
package dev.pex.transform;

import org.jspecify.annotations.NullMarked;
