/** Which C kernel runs which operator, and what the memory planner must know about it. */
@NullMarked
package dev.pex.kernel;

import org.jspecify.annotations.NullMarked;
