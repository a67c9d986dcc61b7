/** Tests of the cost model, and the program that fits it to measured counts. */
@NullMarked
package dev.pex.cost;

import org.jspecify.annotations.NullMarked;
