/** What the goals do with models, without Maven: find them, compile each, say how it went. */
@NullMarked
package dev.pex.maven.batch;

import org.jspecify.annotations.NullMarked;
