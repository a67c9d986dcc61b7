/**
 * The goals of the Maven plugin. A goal class such as {@link dev.pex.maven.GenerateMojo} has the parameters that Maven fills,
 * {@link dev.pex.maven.Request} is what they ask for, and {@link dev.pex.maven.PexBuild} runs it; it needs of Maven only what
 * {@link dev.pex.maven.Surroundings} lists.
 */
@NullMarked
package dev.pex.maven;

import org.jspecify.annotations.NullMarked;
