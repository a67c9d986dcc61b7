/**
 * Networks as interfaces: each method of a {@link dev.pex.dsl.annotation.PexModel} is a layer, has the annotation of
 * one operator, and returns {@link dev.pex.dsl.annotation.Tensor}. The annotation processor writes the builder calls.
 */
@NullMarked
package dev.pex.dsl.annotation;

import org.jspecify.annotations.NullMarked;
