/** Tests. */
@NullMarked
package dev.pex.host;

import org.jspecify.annotations.NullMarked;
