/** What comes out of a training: int8 networks, measured as they ship. */
@NullMarked
package dev.pex.codesign.result;

import org.jspecify.annotations.NullMarked;
