/** The compiler as a program. */
@NullMarked
package dev.pex.cli;

import org.jspecify.annotations.NullMarked;
