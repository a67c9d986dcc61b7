/**
 * Dynamic alias set allocation: gives blocks that live during known ranges of time their places in one
 * address space, as low as possible. Knows nothing of graphs, tensors or plans; docs/PLACEMENT.md
 * has the algorithm.
 */
@NullMarked
package dev.pex.placement;

import org.jspecify.annotations.NullMarked;
