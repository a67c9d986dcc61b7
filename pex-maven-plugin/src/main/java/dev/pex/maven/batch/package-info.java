/** The parts of goals that handle many models, without Maven: finding them, compiling each, and reporting the outcome. */
@NullMarked
package dev.pex.maven.batch;

import org.jspecify.annotations.NullMarked;
