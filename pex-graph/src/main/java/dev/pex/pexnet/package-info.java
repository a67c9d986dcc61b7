/** Networks as bytes, the only form in which the code of a user hands them over. */
@NullMarked
package dev.pex.pexnet;

import org.jspecify.annotations.NullMarked;
