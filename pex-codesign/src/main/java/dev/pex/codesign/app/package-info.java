/** Trainings as programs: what a build starts in a Java process of its own. */
@NullMarked
package dev.pex.codesign.app;

import org.jspecify.annotations.NullMarked;
