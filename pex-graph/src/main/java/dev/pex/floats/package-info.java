/** Float networks, which are quantised before they are compiled. */
@NullMarked
package dev.pex.floats;

import org.jspecify.annotations.NullMarked;
