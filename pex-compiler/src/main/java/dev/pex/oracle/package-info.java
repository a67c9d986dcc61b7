/** Answers what a network would need with fewer channels, for pruning and architecture search. */
@NullMarked
package dev.pex.oracle;

import org.jspecify.annotations.NullMarked;
