/** The Java companions of models: what they are called, and how they are written. */
@NullMarked
package dev.pex.maven.companion;

import org.jspecify.annotations.NullMarked;
