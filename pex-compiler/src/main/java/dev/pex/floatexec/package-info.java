/** Executes networks in real numbers: what quantised ones are measured against. */
@NullMarked
package dev.pex.floatexec;

import org.jspecify.annotations.NullMarked;
