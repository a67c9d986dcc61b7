/** Java that describes a network with the builder of {@code dev.pex.dsl}, and the file of its weights. */
@NullMarked
package dev.pex.codesign.describe;

import org.jspecify.annotations.NullMarked;
