/**
 * The integer reference executor: computes networks, and parts of operators, on the machine that
 * compiles. It follows docs/NUMERICS.md bit for bit and is what everything else is compared to.
 */
@NullMarked
package dev.pex.executor;

import org.jspecify.annotations.NullMarked;
