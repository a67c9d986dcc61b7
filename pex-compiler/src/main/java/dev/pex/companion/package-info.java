/** What the Java companions of models, which the build generates, need to run a network in the tests of a project. */
@NullMarked
package dev.pex.companion;

import org.jspecify.annotations.NullMarked;
