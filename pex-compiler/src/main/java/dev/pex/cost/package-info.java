/** What running a network costs: estimates of instructions and flash, and the prices that the search for plans uses. */
@NullMarked
package dev.pex.cost;

import org.jspecify.annotations.NullMarked;
