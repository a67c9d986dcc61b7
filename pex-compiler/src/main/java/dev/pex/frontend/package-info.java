/** Reads model files: one front end for each format, chosen by what the bytes are. */
@NullMarked
package dev.pex.frontend;

import org.jspecify.annotations.NullMarked;
