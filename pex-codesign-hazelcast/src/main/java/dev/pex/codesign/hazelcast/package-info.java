/** Trials on several machines: orders and results as signed texts in maps that the members of a cluster share. */
@NullMarked
package dev.pex.codesign.hazelcast;

import org.jspecify.annotations.NullMarked;
