/**
 * Networks as immutable values: tensors, operators and the dependence of each operator on parts of
 * its inputs.
 */
@NullMarked
package dev.pex.graph;

import org.jspecify.annotations.NullMarked;
