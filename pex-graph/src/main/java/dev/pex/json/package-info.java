/** Writes JSON. */
@NullMarked
package dev.pex.json;

import org.jspecify.annotations.NullMarked;
