/** Sources of weights: files of named arrays, or random numbers. */
@NullMarked
package dev.pex.dsl.weights;

import org.jspecify.annotations.NullMarked;
