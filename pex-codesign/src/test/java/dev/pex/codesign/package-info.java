/** Tests of co-design. */
@NullMarked
package dev.pex.codesign;

import org.jspecify.annotations.NullMarked;
