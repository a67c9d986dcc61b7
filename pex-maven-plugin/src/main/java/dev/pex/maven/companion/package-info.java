/** The Java companions of models: their names, and the classes that write them. */
@NullMarked
package dev.pex.maven.companion;

import org.jspecify.annotations.NullMarked;
