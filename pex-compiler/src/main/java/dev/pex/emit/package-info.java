/** Plain C from a verified plan. */
@NullMarked
package dev.pex.emit;

import org.jspecify.annotations.NullMarked;
