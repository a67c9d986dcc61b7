/** Features of sound, computed in integers, and the C sources that compute the same bits. */
@NullMarked
package dev.pex.codesign.sound;

import org.jspecify.annotations.NullMarked;
