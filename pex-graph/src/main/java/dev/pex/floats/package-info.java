/** Networks in real numbers: what is quantised before anything else looks at it. */
@NullMarked
package dev.pex.floats;

import org.jspecify.annotations.NullMarked;
