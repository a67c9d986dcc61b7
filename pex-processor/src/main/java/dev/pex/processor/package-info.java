/**
 * The annotation processor. {@link dev.pex.processor.InterfaceReader} reads a declared model into {@link
 * dev.pex.processor.Layer}s, {@link dev.pex.processor.Operators} has the builder calls that each annotation means, {@link
 * dev.pex.processor.Trial} makes the calls to find mistakes, and {@link dev.pex.processor.NetworkWriter} writes them.
 */
@NullMarked
package dev.pex.processor;

import org.jspecify.annotations.NullMarked;
