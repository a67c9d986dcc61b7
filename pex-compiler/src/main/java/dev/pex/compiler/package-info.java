/** The compiler as one call: a model file goes in, files of C and a report come out. */
@NullMarked
package dev.pex.compiler;

import org.jspecify.annotations.NullMarked;
