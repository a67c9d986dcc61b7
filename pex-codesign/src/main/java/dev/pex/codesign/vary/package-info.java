/** The same network at another width, resolution or depth. */
@NullMarked
package dev.pex.codesign.vary;

import org.jspecify.annotations.NullMarked;
