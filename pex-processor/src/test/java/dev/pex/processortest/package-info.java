/** Tests of the annotation processor, from outside. */
@NullMarked
package dev.pex.processortest;

import org.jspecify.annotations.NullMarked;
