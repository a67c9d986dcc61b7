/** Operators: what each one is, stated once and read by all stages. */
@NullMarked
package dev.pex.operator;

import org.jspecify.annotations.NullMarked;
