/** Groups of channels that can be removed from a network, and networks without some of them. */
@NullMarked
package dev.pex.channels;

import org.jspecify.annotations.NullMarked;
