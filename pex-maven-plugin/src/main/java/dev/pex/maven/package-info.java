/** The goals of the Maven plugin: configuration in, compiler, result out. */
@NullMarked
package dev.pex.maven;

import org.jspecify.annotations.NullMarked;
