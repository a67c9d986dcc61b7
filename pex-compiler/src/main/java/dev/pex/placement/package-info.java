/**
 * Dynamic storage allocation: gives blocks that are live during known ranges of time their offsets in one address space, as
 * low as possible. The package does not know graphs, tensors or plans; docs/PLACEMENT.md describes the algorithm.
 */
@NullMarked
package dev.pex.placement;

import org.jspecify.annotations.NullMarked;
