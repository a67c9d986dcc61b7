/** Generates the Java companions of models. */
@NullMarked
package dev.pex.maven.companion;

import org.jspecify.annotations.NullMarked;
