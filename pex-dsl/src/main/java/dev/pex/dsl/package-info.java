/**
 * Networks described in Java. {@link dev.pex.dsl.Network} builds a {@link dev.pex.graph.Graph} of
 * explicitly quantised operators; a mistake ends at the line that made it ({@link
 * dev.pex.dsl.DslException}).
 */
@NullMarked
package dev.pex.dsl;

import org.jspecify.annotations.NullMarked;
