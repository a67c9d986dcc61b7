/** Tests. */
@NullMarked
package dev.pex.output;

import org.jspecify.annotations.NullMarked;
