/** Reads the {@code .pexnet} files that networks in Java become. */
@NullMarked
package dev.pex.frontend.pexnet;

import org.jspecify.annotations.NullMarked;
