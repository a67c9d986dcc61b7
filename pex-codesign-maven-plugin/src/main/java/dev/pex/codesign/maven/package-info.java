/** The goals of the co-design plugin. Training runs in a Java process of its own. */
@NullMarked
package dev.pex.codesign.maven;

import org.jspecify.annotations.NullMarked;
