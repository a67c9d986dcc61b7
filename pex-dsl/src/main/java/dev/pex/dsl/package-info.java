/**
 * Networks described in Java. This package has the types that users call: {@link dev.pex.dsl.Network} and {@link
 * dev.pex.dsl.Node} describe a network, a mistake throws {@link dev.pex.dsl.DslException} with the line that made it, and
 * {@link dev.pex.dsl.Models} finds the models of a class path.
 */
@NullMarked
package dev.pex.dsl;

import org.jspecify.annotations.NullMarked;
