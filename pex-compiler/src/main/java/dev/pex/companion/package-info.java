/** Support for generated Java companions of models: runs a shipped network in the tests of a project. */
@NullMarked
package dev.pex.companion;

import org.jspecify.annotations.NullMarked;
